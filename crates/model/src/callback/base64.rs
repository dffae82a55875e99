//! Encodes and decodes digests in base64 (RFC 4648, section 4) and hexadecimal digits (section 8).

use base64ct::{Base64, Encoding};

use super::Digest;

/// Encodes a digest in base64: 43 characters and one `=`.
pub fn encode(digest: &Digest) -> String {
    Base64::encode_string(digest)
}

/// Decodes a digest in base64.
pub fn decode(text: &str) -> Option<Digest> {
    let mut digest = [0; 32];
    let length = Base64::decode(text, &mut digest).ok()?.len();
    (length == digest.len()).then_some(digest)
}

/// Decodes a digest in hexadecimal digits of either case.
pub fn decode_hex(text: &str) -> Option<Digest> {
    let digits: Vec<u32> = text.chars().map(|c| c.to_digit(16)).collect::<Option<_>>()?;
    let mut digest = [0; 32];
    if digits.len() != 2 * digest.len() {
        return None;
    }
    for (byte, pair) in digest.iter_mut().zip(digits.chunks(2)) {
        *byte = u8::try_from(pair[0] << 4 | pair[1]).ok()?;
    }
    Some(digest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_encoded_and_decoded() {
        let rising: Digest = std::array::from_fn(|index| u8::try_from(index).unwrap());
        let falling = rising.map(|byte| 255 - 8 * byte);
        let cases = [
            ([0; 32], "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="),
            ([255; 32], "//////////////////////////////////////////8="),
            (rising, "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="),
            (falling, "//fv59/Xz8e/t6+nn5ePh393b2dfV09HPzcvJx8XDwc="),
        ];
        for (digest, text) in cases {
            assert_eq!(encode(&digest), text);
            assert_eq!(decode(text), Some(digest));
        }
    }

    #[test]
    fn every_bit_is_preserved() {
        for bit in 0..256 {
            let mut digest = [0; 32];
            digest[bit / 8] = 1 << (bit % 8);
            assert_eq!(decode(&encode(&digest)), Some(digest));
        }
    }

    #[test]
    fn other_texts_are_rejected() {
        let with = |middle: &str| "A".repeat(20) + middle + &"A".repeat(22) + "=";
        assert_eq!(decode(&with("A")), Some([0; 32]));
        for text in [with("-"), with(" "), with("="), with("é"), with(""), with("AA"), "A".repeat(43) + "A"] {
            assert_eq!(decode(&text), None, "{text}");
        }
        for text in ["A".repeat(43), "A".repeat(43) + "==", "A".repeat(42) + "==", "A".repeat(42) + "B=", String::new()]
        {
            assert_eq!(decode(&text), None, "{text}");
        }
    }
}
