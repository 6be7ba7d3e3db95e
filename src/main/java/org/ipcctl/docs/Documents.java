package org.ipcctl.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.ipcctl.cli.Entry;
import org.ipcctl.cli.commands.Commands;

/** All documents that are made out of the model: paths below the project's folder, and contents. */
public final class Documents {
    private Documents() {
    }

    /** {@code man/ipcctl.1}, {@code completions/_ipcctl} and so on. */
    public static Map<String, String> all() {
        return of(Commands.root());
    }

    /** Those of any tree of commands. */
    static Map<String, String> of(Entry tree) {
        Node root = Node.of(tree);
        Map<String, String> documents = new TreeMap<>();
        ManPages.of(root).forEach((name, page) -> documents.put("man/" + name, page));
        documents.put("completions/ipcctl.bash", BashCompletion.of(root, template("ipcctl.bash")));
        documents.put("completions/_ipcctl", ZshCompletion.of(root, template("_ipcctl")));
        documents.put("completions/ipcctl.fish", FishCompletion.of(root, template("ipcctl.fish")));
        return documents;
    }

    /** The part of a completion that is no list of commands; it is kept as the script that it is. */
    private static String template(String name) {
        try (InputStream in = Documents.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
