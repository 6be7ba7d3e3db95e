package org.ipcctl.cli.sock;

import java.util.ArrayList;
import java.util.List;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.UsageException;
import org.ipcctl.kernel.ExitHook;
import org.ipcctl.kernel.Child;
import org.ipcctl.kernel.Signals;
import org.ipcctl.kernel.Spawn;
import org.ipcctl.sock.SocketType;
import org.ipcctl.sock.UnixSocket;

/** {@code ipcctl sock pair}. */
final class SockPair extends SockCommand {
    private final Arg<List<String>> commands = cmd("The two commands with their arguments, each after a --.", true);
    private final Arg<SocketType> type = typeOption("The type of the socket pair: stream, seqpacket or dgram "
            + "(default stream).");

    @Override
    protected List<String> description() {
        return List.of(
                "Each command's standard output is the other's standard input, over one socket pair, so that two "
                        + "programs can talk "
                        + "to each other: 'ipcctl sock pair -- CMD1 -- CMD2'. When one ends, the other reads the end "
                        + "of file.",
                "The exit status is that of CMD1, or that of CMD2 if CMD1's is 0.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("one asks, the other answers",
                "ipcctl sock pair -- sh -c 'echo 6 7; read -r answer; echo \"$answer\" >&2' -- sh -c 'read -r a b; "
                        + "echo $((a*b))'"));
    }

    @Override
    protected int run(Args args, Context context) {
        List<String> words = args.get(commands);
        int cut = words.indexOf("--");
        if (cut < 1 || cut == words.size() - 1) {
            throw new UsageException("two commands are needed, with -- between them: ipcctl sock pair -- CMD1 -- CMD2");
        }
        UnixSocket[] ends = UnixSocket.pair(args.has(type) ? args.get(type) : SocketType.STREAM);
        List<Child> children = new ArrayList<>();
        List<ExitHook> tethers = new ArrayList<>();
        try {
            start(context.cmd(words.subList(0, cut)), ends[0], children, tethers);
            start(context.cmd(words.subList(cut + 1, words.size())), ends[1], children, tethers);
            // Nobody may hold an end but the commands, or the end of one would not be the end of file for the other.
            close(ends);
            return children.stream().map(child -> child.await().shellStatus()).reduce(0,
                    (first, second) -> first != 0 ? first : second);
        } catch (RuntimeException e) {
            children.forEach(child -> child.signal(Signals.SIGTERM));
            children.forEach(Child::await);
            throw e;
        } finally {
            close(ends);
            tethers.forEach(ExitHook::close);
        }
    }

    private static void start(Spawn command, UnixSocket end, List<Child> children, List<ExitHook> tethers) {
        Child child = command.put(end.fd(), 0).put(end.fd(), 1).startTethered();
        children.add(child);
        tethers.add(child.tether());
    }

    private static void close(UnixSocket[] ends) {
        for (UnixSocket end : ends) {
            end.close();
        }
    }
}
