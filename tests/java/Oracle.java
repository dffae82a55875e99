import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.text.SimpleDateFormat;
import java.util.Locale;

/** Reads one pattern per line, and prints OK or the message of SimpleDateFormat. */
public class Oracle {
    public static void main(String[] arguments) throws Exception {
        BufferedReader patterns = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream out = new PrintStream(System.out, false, "UTF-8");
        for (String pattern; (pattern = patterns.readLine()) != null; ) {
            try {
                new SimpleDateFormat(pattern, Locale.ROOT);
                out.println("OK");
            } catch (IllegalArgumentException refused) {
                out.println(refused.getMessage());
            }
        }
        out.flush();
    }
}
