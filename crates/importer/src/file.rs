//! Decodes files.

/// Returns the text of a file in UTF-8, or in UTF-16 with a byte order mark, as Windows PowerShell writes it. Returns
/// `None` if the file is not text.
#[must_use]
pub fn decode(bytes: Vec<u8>) -> Option<String> {
    let units = |from: fn([u8; 2]) -> u16| {
        let (pairs, rest) = bytes[2..].as_chunks();
        rest.is_empty().then(|| pairs.iter().map(|pair| from(*pair)).collect::<Vec<_>>())
    };
    let text = match bytes.get(..2) {
        Some([0xff, 0xfe]) => String::from_utf16(&units(u16::from_le_bytes)?).ok()?,
        Some([0xfe, 0xff]) => String::from_utf16(&units(u16::from_be_bytes)?).ok()?,
        _ => String::from_utf8(bytes).ok()?,
    };
    (!text.contains('\0')).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_decoded_by_their_byte_order_mark() {
        assert_eq!(decode("{ü}".into()).as_deref(), Some("{ü}"));
        assert_eq!(decode(vec![0xff, 0xfe, b'{', 0, 0xfc, 0]).as_deref(), Some("{ü"));
        assert_eq!(decode(vec![0xfe, 0xff, 0, b'{', 0, 0xfc]).as_deref(), Some("{ü"));
        assert_eq!(decode(Vec::new()).as_deref(), Some(""));
        for bytes in [&[0xff, 0xfe, b'{'][..], &[b'{', 0xfc], &[b'P', b'K', 0, 1]] {
            assert_eq!(decode(bytes.into()), None, "{bytes:?}");
        }
    }
}
