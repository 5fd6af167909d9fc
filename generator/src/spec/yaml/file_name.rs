//! The file of a group: `shop/after_sales` stands in `spec/shop.after_sales.yaml`.

use crate::spec::device_name::is_device;

/// Names that the spec's own files have.
const TAKEN: [&str; 2] = ["shared", "navigation"];

/// Longer names are cut, and told apart by a hash; file systems end at 255 bytes.
const LONGEST: usize = 120;

/// Path of the group's file below the API directory; no two groups share one, whatever their names hold.
pub(super) fn of_group(name: &str) -> String {
    let mut stem = name.bytes().fold(String::new(), |stem, byte| match byte {
        b'/' => stem + ".",
        b'a'..=b'z' | b'0'..=b'9' | b'_' => stem + &char::from(byte).to_string(),
        other => stem + &format!("-{other:02x}"),
    });
    let is_taken = TAKEN.contains(&stem.as_str()) || is_device(stem.split('.').next().unwrap_or_default());
    if is_taken || stem.is_empty() || stem.starts_with('.') {
        stem.insert_str(0, "group-");
    }
    if stem.len() > LONGEST {
        stem = format!("{}-{:016x}", &stem[..LONGEST], hash(name));
    }
    format!("spec/{stem}.yaml")
}

/// FNV-1a, which is the same on every machine and in every release.
fn hash(name: &str) -> u64 {
    name.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::of_group;

    #[test]
    fn a_group_has_a_file_of_its_own() {
        assert_eq!(of_group("shop/after_sales"), "spec/shop.after_sales.yaml");
        assert_eq!(of_group("shared"), "spec/group-shared.yaml");
        assert_eq!(of_group("aux"), "spec/group-aux.yaml");
        assert_eq!(of_group("com1/orders"), "spec/group-com1.orders.yaml");
        assert_eq!(of_group("auxiliary"), "spec/auxiliary.yaml");
        assert_eq!(of_group("../../etc"), "spec/-2e-2e.-2e-2e.etc.yaml");
        assert_eq!(of_group("/etc"), "spec/group-.etc.yaml");
        assert_eq!(of_group(""), "spec/group-.yaml");
        assert_ne!(of_group(&"a".repeat(300)), of_group(&"a".repeat(301)));
        assert!(of_group(&"é".repeat(300)).len() < 200);
    }
}
