//! Computes the signature of a call a second time, apart from the clients that are tried here.

use generator::spec::api::{Digest, Encoding, SignatureRecipe};
use hmac::{Hmac, KeyInit, Mac};
use md5::{Digest as _, Md5};
use sha2::Sha256;

/// The signature over `message`; `key` is what the recipe's key stands for.
pub(super) fn signature(recipe: &SignatureRecipe, message: &[u8], key: Option<&[u8]>) -> Option<String> {
    let digest = match (recipe.digest, key) {
        (Digest::Md5, None) => Md5::digest(message).to_vec(),
        (Digest::Sha256, None) => Sha256::digest(message).to_vec(),
        (Digest::Md5, Some(key)) => keyed::<Hmac<Md5>>(message, key)?,
        (Digest::Sha256, Some(key)) => keyed::<Hmac<Sha256>>(message, key)?,
    };
    let write = |byte: &u8| match recipe.encoding {
        Encoding::LowerHex => format!("{byte:02x}"),
        Encoding::UpperHex => format!("{byte:02X}"),
    };
    Some(digest.iter().map(write).collect())
}

/// HMAC takes keys of any length, so that there always is one.
fn keyed<M: Mac + KeyInit>(message: &[u8], key: &[u8]) -> Option<Vec<u8>> {
    let mut mac = M::new_from_slice(key).ok()?;
    mac.update(message);
    Some(mac.finalize().into_bytes().to_vec())
}

#[cfg(test)]
mod tests {
    use super::signature;
    use generator::spec::api::{Digest, Encoding, SignatureRecipe};

    fn signed(digest: Digest, encoding: Encoding, message: &str, key: Option<&str>) -> String {
        let key_name = key.map(|_| "secret".to_owned());
        let recipe =
            SignatureRecipe { parts: Vec::new(), joiner: String::new(), digest, key: key_name, encoding };
        signature(&recipe, message.as_bytes(), key.map(str::as_bytes)).unwrap()
    }

    /// `hashlib.new(name, b"a&GET&/x").hexdigest()` and `hmac.new(b"key", b"a&GET&/x", name).hexdigest()` in Python.
    #[test]
    fn digests_agree_with_those_of_python() {
        let message = "a&GET&/x";
        let lower = |digest, key| signed(digest, Encoding::LowerHex, message, key);
        assert_eq!(lower(Digest::Md5, None), "76faea017242b4c4e4f5218e09c9aeb2");
        assert_eq!(lower(Digest::Md5, Some("key")), "2ea950dcedf2d887c783f19ff7bdabcf");
        assert_eq!(
            lower(Digest::Sha256, None),
            "95f567eed691b0cc70c2b0f0fcd840346af08e6e95bf61e34ab5b3eaea724812"
        );
        assert_eq!(
            lower(Digest::Sha256, Some("key")),
            "9243154d0d841099690ec47f9bb1dd7ccf98527d5b7eb330df898de1169fc09d"
        );
    }

    /// `hashlib.md5(b"mock-access-key" b"1745560799" + b"n" * 32 + b"mock-access-secret").hexdigest().upper()`
    #[test]
    fn the_encoding_chooses_the_case() {
        let message = format!("mock-access-key1745560799{}mock-access-secret", "n".repeat(32));
        assert_eq!(
            signed(Digest::Md5, Encoding::UpperHex, &message, None),
            "DDB5F2ABA0018B5A3A678B0E23A3F509"
        );
    }
}
