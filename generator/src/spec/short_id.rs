//! Short ids of what reports speak of: they depend on the thing itself, never on its neighbours.

/// `prefix`, a dash and eight hexadecimal digits: FNV-1a over `bytes`.
pub(super) fn short(prefix: &str, bytes: impl IntoIterator<Item = u8>) -> String {
    let hash = bytes
        .into_iter()
        .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    format!("{prefix}-{hash:08x}")
}

/// The same with sixteen digits, for things that come to the same short id.
pub(super) fn long(prefix: &str, bytes: impl IntoIterator<Item = u8>) -> String {
    let fold = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let hash = bytes.into_iter().fold(0xcbf2_9ce4_8422_2325, fold);
    format!("{prefix}-{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::{long, short};

    /// The reference values of FNV-1a by its authors.
    #[test]
    fn the_digits_are_those_of_fnv_1a() {
        assert_eq!(short("c", *b""), "c-811c9dc5");
        assert_eq!(short("d", *b"foobar"), "d-bf9cf968");
        assert_eq!(long("c", *b""), "c-cbf29ce484222325");
        assert_eq!(long("d", *b"foobar"), "d-85944171f73967e8");
    }
}
