// SIGNATURE_KEY=... SIGNATURE='sha256=...' java Verify.java < body
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

public final class Verify {
    // rawBody: the raw bytes of the body, before any parsing (in Spring: @RequestBody byte[]).
    // header: the value of Elements-Webhook-Signature. key: the Callback Notification Signature Key.
    public static boolean verify(byte[] rawBody, String header, String key) throws GeneralSecurityException {
        if (header == null || key == null || key.isEmpty()) {
            return false; // Anyone can sign with an empty key.
        }
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256"));
        String expected = "sha256=" + Base64.getEncoder().encodeToString(mac.doFinal(rawBody));
        return MessageDigest.isEqual(expected.getBytes(UTF_8), header.getBytes(UTF_8));
    }

    public static void main(String[] args) throws Exception {
        byte[] rawBody = System.in.readAllBytes();
        boolean isValid = verify(rawBody, System.getenv("SIGNATURE"), System.getenv("SIGNATURE_KEY"));
        System.out.println(isValid ? "valid" : "invalid");
        System.exit(isValid ? 0 : 1);
    }
}
