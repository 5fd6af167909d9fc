//! Computes the digest of a signature and writes it as text.

#[cfg(any(feature = "hmac-md5", feature = "hmac-sha256"))]
use crate::Error;
use crate::{Digest, Encoding, Result};
#[cfg(any(feature = "hmac-md5", feature = "hmac-sha256"))]
use hmac::{Hmac, KeyInit, Mac};

impl Digest {
    /// The name of the credential that keys the digest.
    pub(crate) fn key(self) -> Option<&'static str> {
        match self {
            #[cfg(feature = "md5")]
            Digest::Md5 => None,
            #[cfg(feature = "sha256")]
            Digest::Sha256 => None,
            #[cfg(feature = "hmac-md5")]
            Digest::HmacMd5 { key } => Some(key),
            #[cfg(feature = "hmac-sha256")]
            Digest::HmacSha256 { key } => Some(key),
        }
    }

    #[cfg_attr(
        not(any(feature = "hmac-md5", feature = "hmac-sha256")),
        allow(
            unused_variables,
            clippy::unnecessary_wraps,
            reason = "it depends on the features whether there is a digest, and one with a key"
        )
    )]
    pub(crate) fn compute(self, message: &[u8], key: &[u8]) -> Result<Vec<u8>> {
        match self {
            #[cfg(feature = "md5")]
            Digest::Md5 => Ok(<md5::Md5 as md5::Digest>::digest(message).to_vec()),
            #[cfg(feature = "sha256")]
            Digest::Sha256 => Ok(<sha2::Sha256 as sha2::Digest>::digest(message).to_vec()),
            #[cfg(feature = "hmac-md5")]
            Digest::HmacMd5 { .. } => authenticated::<Hmac<md5::Md5>>(message, key),
            #[cfg(feature = "hmac-sha256")]
            Digest::HmacSha256 { .. } => authenticated::<Hmac<sha2::Sha256>>(message, key),
        }
    }
}

#[cfg(any(feature = "hmac-md5", feature = "hmac-sha256"))]
fn authenticated<M: Mac + KeyInit>(message: &[u8], key: &[u8]) -> Result<Vec<u8>> {
    // HMAC takes keys of any length; only the signature of the trait says otherwise.
    let mut mac =
        M::new_from_slice(key).map_err(|_| Error::request("the signing key has an unusable length"))?;
    mac.update(message);
    Ok(mac.finalize().into_bytes().to_vec())
}

/// Whether `code` is the HMAC-SHA256 of the message, in a time that does not depend on how much of it is right.
#[cfg(feature = "webhook")]
pub(crate) fn is_hmac_sha256(code: &[u8], message: &[u8], key: &[u8]) -> bool {
    let verified = Hmac::<sha2::Sha256>::new_from_slice(key).map(|mut mac| {
        mac.update(message);
        mac.verify_slice(code)
    });
    matches!(verified, Ok(Ok(())))
}

impl Encoding {
    pub(crate) fn encode(self, bytes: &[u8]) -> String {
        let digits = match self {
            Encoding::LowerHex => b"0123456789abcdef",
            Encoding::UpperHex => b"0123456789ABCDEF",
        };
        let digit = |value: u8| char::from(digits[usize::from(value)]);
        bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 0x0f)]).collect()
    }
}

#[cfg(test)]
#[cfg(all(feature = "hmac-md5", feature = "hmac-sha256"))]
mod tests {
    use super::*;

    fn hex(digest: Digest, message: &[u8], key: &[u8]) -> String {
        Encoding::LowerHex.encode(&digest.compute(message, key).unwrap())
    }

    #[test]
    fn md5_agrees_with_rfc_1321() {
        assert_eq!(hex(Digest::Md5, b"message digest", b""), "f96b697d7cb7938d525a2f31aaf161d0");
        assert_eq!(hex(Digest::Md5, b"", b""), "d41d8cd98f00b204e9800998ecf8427e");
    }

    #[test]
    fn sha256_agrees_with_fips_180() {
        assert_eq!(
            hex(Digest::Sha256, b"abc", b""),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }

    #[test]
    fn hmac_md5_agrees_with_rfc_2202() {
        let digest = Digest::HmacMd5 { key: "any" };
        assert_eq!(hex(digest, b"what do ya want for nothing?", b"Jefe"), "750c783e6ab0b503eaa86e310a5db738");
        let message = b"Test Using Larger Than Block-Size Key - Hash Key First";
        assert_eq!(hex(digest, message, &[0xaa; 80]), "6b1ab7fe4bd7bf8f0b62e6ce61b9d0cd");
    }

    #[test]
    fn hmac_sha256_agrees_with_rfc_4231() {
        let digest = Digest::HmacSha256 { key: "any" };
        assert_eq!(
            hex(digest, b"what do ya want for nothing?", b"Jefe"),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
        let message = b"Test Using Larger Than Block-Size Key - Hash Key First";
        assert_eq!(
            hex(digest, message, &[0xaa; 131]),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        );
    }

    #[test]
    fn the_encoding_chooses_the_case() {
        assert_eq!(Encoding::LowerHex.encode(&[0x00, 0xaf, 0xff]), "00afff");
        assert_eq!(Encoding::UpperHex.encode(&[0x00, 0xaf, 0xff]), "00AFFF");
    }
}
