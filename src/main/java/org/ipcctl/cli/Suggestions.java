package org.ipcctl.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ipcctl.layout.Similar;

/**
 * What a word that is not one of those there are may have meant: one that is spelled nearly so, or the one that does
 * here what the word does in another tool. A clause each, with the semicolon before it; nothing of this is loaded for a
 * line that is right.
 */
public final class Suggestions {
    /** A command, and words for what it does: of other tools, C functions, and what people call it. */
    private static final Map<String, List<String>> COMMANDS = table("""
            ls          list show all ps top ipcs lsipc lsfd
            rm          remove delete del unlink destroy drop erase clean ipcrm
            create      new make add open init mk ipcmk
            send        publish put push enqueue produce post write emit echo
            recv        receive get pop pull take dequeue consume subscribe read cat tail fetch
            call        request rpc ask query invoke
            reply       answer respond serve rpc server
            write       put set push send store echo
            read        get cat load fetch recv receive pull print show
            dump        hexdump xxd hd od
            stat        info status describe attr attributes inspect show getattr
            run         lock exec with flock acquire hold
            wait        lock acquire take down p decrement dec await trywait timedwait
            post        unlock release give up v increment inc signal
            get         value getvalue read show
            op          lock unlock wait post semop acquire release
            signal      notify wake post
            broadcast   notify-all notifyall wake-all signal-all
            notify      watch event wait
            listen      serve server accept bind
            connect     client dial attach
            send-fd     sendfd pass pass-fd
            recv-fd     recvfd receive-fd
            peek        look browse
            resize      truncate grow shrink
            atomic      add sub inc cas
            mkfifo      create mknod named-pipe
            mutex run   lock flock
            mq          queue queues mqueue message-queue msgqueue posixmqcontrol
            shm         memory shared-memory mem
            sem         semaphore semaphores
            cond        condition condvar
            sock        socket sockets unix socat nc
            sysv        systemv system-v ipcmk
            holders     lsof fuser who users
            map         graph draw tree
            doctor      check diagnose
            bench       benchmark perf
            metrics     prometheus exporter
            completion  completions complete
            batch       script source
            layout      struct
            help        man usage
            --help      help man usage
            --version   version
            """);

    private static final Map<String, List<String>> OPTIONS = table("""
            --columns       fields cols output select
            --format        output-format fmt output
            --no-header     noheadings no-headings no-headers
            --timeout       wait seconds time-limit max-time
            --nonblock      nowait no-wait non-blocking nb
            --count         number num times limit max
            --mode          perm perms permissions
            --max-messages  maxmsg depth capacity
            --message-size  msgsize max-size size
            --follow        tail watch forever
            --watch         follow refresh monitor
            --null          zero print0
            --quiet         silent
            --verbose       debug trace strace
            --dry-run       simulate no-act just-print
            --exclusive     excl no-clobber
            --init          initial initial-value
            --size          length len
            --length        size len
            --drain         all empty
            --conflict-exit-code  exit-code exit-status status
            """);

    private static final Map<String, List<String>> VALUES = table("""
            ndjson  jsonl json-lines jsonlines
            plain   tsv tab tabs raw
            shell   sh env export
            """);

    private Suggestions() {}

    private static Map<String, List<String>> table(String lines) {
        Map<String, List<String>> table = new LinkedHashMap<>();
        for (String line : lines.split("\n")) {
            String[] columns = line.split(" {2,}", 2);
            table.put(columns[0], List.of(columns[1].split(" ")));
        }
        return table;
    }

    /** For a name that is not one of {@code known}: the one meant, or else all. */
    public static String name(String word, Collection<String> known) {
        return Similar.hint(word, known, "; there are " + String.join(", ", known));
    }

    /** For a value that is not one of {@code known}: all of these few, and the one meant. */
    static String value(String word, List<String> known) {
        String meant = synonym(VALUES, word, known);
        String all = "; use " + ValueType.join(known);
        return meant == null ? all + Similar.hint(word, known, "") : all + didYouMean(meant);
    }

    /** For an option, with its dashes, that is not one of {@code known}. */
    static String option(String word, List<String> known) {
        if (word.equals(Words.VERSION)) {
            return "; use 'ipcctl --version'";
        }
        String meant = word.startsWith("--") ? synonym(OPTIONS, word.substring(2), known) : null;
        return meant == null ? Similar.hint(word, known, "") : didYouMean(meant);
    }

    private static String synonym(Map<String, List<String>> table, String word, Collection<String> known) {
        for (Map.Entry<String, List<String>> line : table.entrySet()) {
            if (known.contains(line.getKey()) && line.getValue().contains(word.toLowerCase(Locale.ROOT))) {
                return line.getKey();
            }
        }
        return null;
    }

    private static String didYouMean(String name) {
        return "; did you mean '" + name + "'?";
    }

    /** What is wrong with {@code word}, which is not a member of {@code group}, whose own words are {@code path}. */
    static UsageException noCommand(CommandNode group, String path, String word) {
        String why = group.whyNot(word);
        return new UsageException(
                "there is no command '" + word + "'" + (why == null ? command(group, path, word) : ": " + why));
    }

    private static String command(CommandNode group, String path, String word) {
        List<String> names = group.listed().stream().map(CommandNode::name).toList();
        String all = "; there are " + String.join(", ", names);
        if (word.isEmpty()) {
            return all;
        }
        List<String> meant = synonyms(group, path, word.toLowerCase(Locale.ROOT));
        if (!meant.isEmpty()) {
            return "; use " + ValueType.join(meant);
        }
        for (String name : names) {
            if (name.startsWith(word) || word.startsWith(name)) {
                return didYouMean(name);
            }
        }
        String near = Similar.hint(word, names, "");
        if (!near.isEmpty()) {
            return near;
        }
        meant = ofSubgroups(group, path, word.toLowerCase(Locale.ROOT));
        if (!meant.isEmpty()) {
            return "; use " + ValueType.join(meant);
        }
        String spelledRight = Similar.nearest(word, COMMANDS.values().stream().flatMap(List::stream).toList());
        meant = spelledRight == null ? meant : synonyms(group, path, spelledRight);
        return meant.isEmpty() ? all : "; use " + ValueType.join(meant);
    }

    /** What is called otherwise here, as typed. */
    private static List<String> synonyms(CommandNode group, String path, String word) {
        List<String> meant = new ArrayList<>();
        for (Map.Entry<String, List<String>> line : COMMANDS.entrySet()) {
            String command = line.getKey();
            if (line.getValue().contains(word) && (command.startsWith("--") || leadsSomewhere(group, command))) {
                if (command.contains(" ")) {
                    // One that names the kind of objects means nothing else.
                    return List.of("'" + path + " " + command + "'");
                }
                meant.add("'" + path + " " + command + "'");
            }
        }
        return meant;
    }

    private static boolean leadsSomewhere(CommandNode group, String command) {
        CommandNode node = group;
        for (String word : command.split(" ")) {
            node = node == null ? null : node.find(word);
        }
        return node != null;
    }

    /** Who leaves out what kind of objects it is about. */
    private static List<String> ofSubgroups(CommandNode group, String path, String word) {
        List<String> meant = new ArrayList<>();
        for (CommandNode member : group.listed()) {
            if (member.find(word) != null) {
                meant.add("'" + path + " " + member.name() + " " + word + "'");
            }
        }
        for (CommandNode member : meant.isEmpty() ? group.listed() : List.<CommandNode>of()) {
            for (String one : member.isGroup() ? synonyms(member, path + " " + member.name(), word)
                    : List.<String>of()) {
                meant.add(one);
            }
        }
        return meant;
    }
}
