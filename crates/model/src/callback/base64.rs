//! Base64 of a digest (RFC 4648, section 4): always 43 characters and one `=`.

use super::Digest;

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Adds `digest` to `text`.
pub fn encode(text: &mut String, digest: &Digest) {
    for bytes in digest.chunks(3) {
        let byte = |index: usize| u32::from(bytes.get(index).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for index in 0..4 {
            let letter = ALPHABET[(bits >> (18 - 6 * index) & 63) as usize];
            text.push(if index > bytes.len() { '=' } else { char::from(letter) });
        }
    }
}

/// The digest that `text` is; nothing for any other text.
pub fn decode(text: &str) -> Option<Digest> {
    let letters = text.strip_suffix('=')?.as_bytes();
    if letters.len() != 43 {
        return None;
    }
    let mut digest = [0; 32];
    let (mut bits, mut at) = (0, 0);
    for (index, letter) in letters.iter().enumerate() {
        let value = ALPHABET.iter().position(|other| other == letter)?;
        bits = (bits << 6 | value) & 0xffff;
        // Each letter brings six bits: a byte is full with the second, third and fourth of four.
        if index % 4 != 0 {
            let [.., byte] = (bits >> (6 - index % 4 * 2)).to_be_bytes();
            digest[at] = byte;
            at += 1;
        }
    }
    // The last letter has two bits too many, which are 0 (section 3.5).
    (bits % 4 == 0).then_some(digest)
}

/// The digest that `text` is in hexadecimal digits (RFC 4648, section 8); nothing for any other text.
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

    fn encoded(digest: &Digest) -> String {
        let mut text = String::new();
        encode(&mut text, digest);
        text
    }

    #[test]
    fn digests_are_written_and_read() {
        let rising: Digest = std::array::from_fn(|index| u8::try_from(index).unwrap());
        let falling = rising.map(|byte| 255 - 8 * byte);
        let cases = [
            ([0; 32], "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="),
            ([255; 32], "//////////////////////////////////////////8="),
            (rising, "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="),
            (falling, "//fv59/Xz8e/t6+nn5ePh393b2dfV09HPzcvJx8XDwc="),
        ];
        for (digest, text) in cases {
            assert_eq!(encoded(&digest), text);
            assert_eq!(decode(text), Some(digest));
        }
    }

    #[test]
    fn every_bit_counts() {
        for bit in 0..256 {
            let mut digest = [0; 32];
            digest[bit / 8] = 1 << (bit % 8);
            assert_eq!(decode(&encoded(&digest)), Some(digest));
        }
    }

    #[test]
    fn what_is_no_digest_is_not_read() {
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
