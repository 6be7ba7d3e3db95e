import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.CommandModel;
import org.ipcctl.cli.CommandNode;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.commands.Commands;
import org.ipcctl.result.Column;

/**
 * Prints what there is to type, out of the definitions of the commands themselves:
 * {@code java -cp 'target/ipcctl/lib/ipcctl/*' Grammar.java}.
 */
final class Grammar {
    public static void main(String[] args) {
        JsonObject all = new JsonObject();
        JsonArray commands = new JsonArray();
        add(commands, Commands.root(), "ipcctl");
        all.add("commands", commands);
        all.add("statuses", new Gson().toJsonTree(ExitCode.table().keySet()));
        System.out.println(new Gson().toJson(all));
    }

    private static void add(JsonArray commands, CommandNode entry, String path) {
        if (entry.isRunnable()) {
            commands.add(command(CommandModel.of(entry, path), path));
        }
        entry.listed().forEach(member -> add(commands, member, path + " " + member.name()));
    }

    private static JsonObject command(CommandModel model, String path) {
        JsonObject command = new JsonObject();
        command.addProperty("path", path.substring("ipcctl ".length()));
        command.addProperty("runsCmd", model.syntax().runsCmd());
        command.add("options", arguments(model.syntax().options()));
        command.add("positionals", arguments(model.syntax().positionals()));
        List<String> columns = model.schema() == null
                ? List.of()
                : model.schema().columns().stream().map(Column::id).toList();
        command.add("columns", new Gson().toJsonTree(columns));
        return command;
    }

    private static JsonElement arguments(List<Arg<?>> arguments) {
        JsonArray all = new JsonArray();
        for (Arg<?> argument : arguments) {
            ValueType<?> kind = argument.kind();
            JsonObject one = new JsonObject();
            one.add("names", new Gson().toJsonTree(argument.names()));
            one.addProperty("label", argument.label());
            one.addProperty("completes", kind == null ? "NONE" : kind.names().name());
            one.add("candidates", new Gson().toJsonTree(kind == null ? List.of() : kind.candidates()));
            one.addProperty("takesValue", argument.takesValue());
            one.addProperty("mayHaveValue", argument.mayHaveValue());
            one.addProperty("required", argument.isRequired());
            one.addProperty("repeated", argument.isRepeated());
            all.add(one);
        }
        return all;
    }
}
