import com.adobe.epubcheck.tool.EpubChecker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Judges many books in one process: starting Java costs more than judging a small one. */
public class Batch {

    /** Takes a file with two lines for each book: its path, and that of its report. */
    public static void main(String[] arguments) throws Exception {
        List<String> lines = Files.readAllLines(Path.of(arguments[0]));
        for (int line = 0; line + 1 < lines.size(); line += 2) {
            new EpubChecker().run(new String[] {"-u", "--json", lines.get(line + 1), lines.get(line)});
        }
    }
}
