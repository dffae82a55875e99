import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.text.SimpleDateFormat;
import java.util.Date;
import java.util.Locale;
import java.util.TimeZone;

/** Reads one pattern per line, and prints the argument (milliseconds since 1970, in UTC) in each. */
public class Format {
    public static void main(String[] arguments) throws Exception {
        Date moment = new Date(Long.parseLong(arguments[0]));
        BufferedReader patterns = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream out = new PrintStream(System.out, false, "UTF-8");
        for (String pattern; (pattern = patterns.readLine()) != null; ) {
            SimpleDateFormat format = new SimpleDateFormat(pattern, Locale.ENGLISH);
            format.setTimeZone(TimeZone.getTimeZone("UTC"));
            out.println(format.format(moment));
        }
        out.flush();
    }
}
