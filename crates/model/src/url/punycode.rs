//! Decodes the labels of hosts from Punycode (RFC 3492).

/// Decodes a label without its prefix `xn--`.
pub(super) fn decode(encoded: &str) -> Option<Vec<char>> {
    // The parameters of RFC 3492, section 5.
    const BASE: u32 = 36;
    const T_MIN: u32 = 1;
    const T_MAX: u32 = 26;
    let (basic, digits) = encoded.rsplit_once('-').unwrap_or(("", encoded));
    let mut decoded: Vec<char> = basic.chars().collect();
    let (mut code, mut at, mut bias) = (128_u32, 0_u32, 72_u32);
    let mut digits = digits.bytes().peekable();
    while digits.peek().is_some() {
        let (start, mut weight, mut k) = (at, 1_u32, BASE);
        loop {
            let digit = match digits.next()? {
                byte @ b'a'..=b'z' => u32::from(byte - b'a'),
                byte @ b'0'..=b'9' => u32::from(byte - b'0') + 26,
                _ => return None,
            };
            at = at.checked_add(digit.checked_mul(weight)?)?;
            let threshold = k.saturating_sub(bias).clamp(T_MIN, T_MAX);
            if digit < threshold {
                break;
            }
            weight = weight.checked_mul(BASE - threshold)?;
            k += BASE;
        }
        let length = u32::try_from(decoded.len()).ok()? + 1;
        bias = adapt_bias(at - start, length, start == 0);
        code = code.checked_add(at / length)?;
        at %= length;
        decoded.insert(at as usize, char::from_u32(code)?);
        at += 1;
    }
    Some(decoded)
}

/// Returns the next bias (RFC 3492, section 6.1).
fn adapt_bias(delta: u32, length: u32, is_first: bool) -> u32 {
    let mut delta = if is_first { delta / 700 } else { delta / 2 };
    delta += delta / length;
    let mut k = 0;
    while delta > 35 * 26 / 2 {
        delta /= 35;
        k += 36;
    }
    k + 36 * delta / (delta + 38)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_decoded() {
        let text = |encoded| decode(encoded).map(String::from_iter);
        for (encoded, decoded) in [
            ("mnchen-3ya", "münchen"),
            ("pi-7kc", "pаi"),
            ("e1afmkfd", "пример"),
            ("80ak6aa92e", "аррӏе"),
            ("bcher-kva", "bücher"),
            ("ihqwcrb4cv8a8dqg056pqjye", "他们为什么不说中文"),
        ] {
            assert_eq!(text(encoded).as_deref(), Some(decoded), "{encoded}");
        }
        for encoded in ["é", "99999999", "a_b-!"] {
            assert_eq!(text(encoded), None, "{encoded}");
        }
    }
}
