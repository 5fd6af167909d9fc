//! Names that Windows takes for devices: no file may have one, whatever its extension.

const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// Whether a file would be a device; `name` is what stands before its first dot.
#[must_use]
pub fn is_device(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let is_numbered =
        |device: &str| name.strip_prefix(device).is_some_and(|rest| matches!(rest.as_bytes(), [b'0'..=b'9']));
    DEVICES.contains(&name.as_str()) || is_numbered("com") || is_numbered("lpt")
}
