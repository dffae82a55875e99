# SIGNATURE_KEY=... SIGNATURE='sha256=...' python3 verify.py < body
import base64
import hmac
import os
import sys


# raw_body: the raw bytes of the body, before any parsing (in Flask: request.get_data()).
# header: the value of Elements-Webhook-Signature. key: the Callback Notification Signature Key.
def verify(raw_body, header, key):
    if not key:
        return False  # Anyone can sign with an empty key.
    digest = hmac.new(key.encode(), raw_body, "sha256").digest()
    expected = b"sha256=" + base64.b64encode(digest)
    received = (header or "").encode(errors="replace")
    return hmac.compare_digest(received, expected)


if __name__ == "__main__":
    is_valid = verify(sys.stdin.buffer.read(), os.environ.get("SIGNATURE"), os.environ.get("SIGNATURE_KEY"))
    print("valid" if is_valid else "invalid")
    sys.exit(0 if is_valid else 1)
