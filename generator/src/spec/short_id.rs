//! Short ids of what reports speak of: they depend on the thing itself, never on its neighbours.

/// `prefix`, a dash and eight hexadecimal digits: FNV-1a over `bytes`.
pub(super) fn of(prefix: &str, bytes: impl IntoIterator<Item = u8>) -> String {
    let mut hash: u32 = 0x811c_9dc5;
    for byte in bytes {
        hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    format!("{prefix}-{hash:08x}")
}

#[cfg(test)]
mod tests {
    use super::of;

    /// The reference values of FNV-1a, 32 bits, by its authors.
    #[test]
    fn the_digits_are_those_of_fnv_1a() {
        assert_eq!(of("c", *b""), "c-811c9dc5");
        assert_eq!(of("d", *b"foobar"), "d-bf9cf968");
    }
}
