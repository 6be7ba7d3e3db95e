package org.ipcctl.cli.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.ipcctl.kernel.OpenFiles;
import org.ipcctl.kernel.ShellWord;
import org.ipcctl.testing.CPrograms;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Json;
import org.ipcctl.testing.Needs;
import org.ipcctl.testing.Peer;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.Test;

/** Who talks with whom, drawn in each form. */
class MapCommandTest {
    private static String map(String... words) {
        String[] all = new String[words.length + 2];
        all[0] = "map";
        all[1] = "--quiet";
        System.arraycopy(words, 0, all, 2, words.length);
        return Cli.run(all).exits(0).out();
    }

    @Test
    void arrowsShowWhichWayBytesGo() {
        try (Scratch scratch = new Scratch()) {
            Cli.run("mkfifo", scratch.path("f")).succeeds();
            try (Peer writer = Peer.start("sh", "-c", "exec 3<>\"$1\" 4>\"$1\" 3<&-; echo ready; read -r line", "sh",
                    scratch.path("f"));
                 Peer reader = Peer.start("sh", "-c", "exec 3<\"$1\"; echo ready; read -r line", "sh",
                         scratch.path("f"))) {
                writer.says("ready");
                reader.says("ready");
                String dot = map("--kind", "fifo", "--pid", Long.toString(writer.pid()), "--format", "dot");
                assertThat(dot).contains("p" + writer.pid() + " -> o0;", "o0 -> p" + reader.pid() + ";",
                        "label=\"fifo:" + scratch.path("f") + "\"").startsWith("digraph ");
                assertThat(map("--kind", "fifo", "--pid", Long.toString(reader.pid()), "--format", "mermaid"))
                        .contains("p" + writer.pid() + " --> o0\n", "o0 --> p" + reader.pid() + "\n");
                String shown = reader.pid() + "/" + org.ipcctl.kernel.ProcessNames.shortName(reader.pid());
                assertThat(map("--kind", "fifo", "--pid", Long.toString(writer.pid())))
                        .contains("└─> fifo:" + scratch.path("f") + "  " + shown + "\n");
                Map<String, Object> graph = Json
                        .rows("[" + map("--kind", "fifo", "--pid", Long.toString(writer.pid()), "-J") + "]").get(0);
                assertThat(graph.get("edges").toString())
                        .contains("from=p" + writer.pid() + ", to=o0, direction=forward")
                        .contains("from=o0, to=p" + reader.pid());
            }
        }
    }

    @Test
    void aConnectionIsOneObjectAndWhatOneProcessHasIsLeftOut() {
        try (Scratch scratch = new Scratch();
             Peer server = Peer.start(CPrograms.path("holder"), "listen", scratch.path("s")).says("ready");
             Peer pair = Peer.start("python3", "-c",
                     "import os, socket, sys\na, b = socket.socketpair()\nif os.fork():\n  a.close(); "
                             + "print('ready', flush=True)\n"
                             + "else:\n  b.close()\nsys.stdin.read()")
                     .says("ready")) {
            String mine = map("--kind", "sock", "--pid", Long.toString(pair.pid()), "--format", "plain", "--columns",
                    "edges");
            assertThat(mine).contains("socket:[").contains("both");
            assertThat(map("--kind", "sock", "--pid", Long.toString(server.pid()))).isEmpty();
            assertThat(map("--kind", "sock", "--all", "--pid", Long.toString(server.pid())))
                    .contains("sock:" + scratch.path("s"));
        }
    }

    /** What graphviz reads has each process and object as a node, whatever they are called. */
    @Test
    void graphvizDrawsEachNodeWhateverItsName() throws Exception {
        Needs.program("dot", "graphviz");
        for (String hostile : List.of("plain", "a b\"c", "back\\slash\\n", "new\nline", "esc\u001b[31m", "<b>&amp;<i>",
                "stray\udcff", "\u202egpj")) {
            String name = Scratch.name("map") + hostile;
            Cli.run("shm", "create", name, "--size", "4K").succeeds();
            String command = "exec " + CPrograms.path("holder") + " map " + ShellWord.quote(name) + " fork -";
            try (Peer holder = Peer.start("bash", "-c", command)) {
                String child = holder.line();
                holder.says("ready");
                String dot = map("--kind", "shm", "--pid", Long.toString(holder.pid()), "--format", "dot");
                Process graphviz = new ProcessBuilder("dot", "-Tsvg").redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
                try (var in = graphviz.getOutputStream()) {
                    in.write(dot.getBytes(StandardCharsets.UTF_8));
                }
                String svg = new String(graphviz.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(graphviz.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(graphviz.exitValue()).as(dot).isZero();
                assertThat(svg.split("class=\"node\"", -1)).as(svg).hasSize(4);
                assertThat(svg.split("class=\"edge\"", -1)).as(svg).hasSize(3);
                assertThat(svg).contains(child).contains(Long.toString(holder.pid()));
            } finally {
                Cli.run("shm", "rm", "-f", name);
            }
        }
    }

    @Test
    void saysWhatIsWrong() {
        Cli.run("map", "--format", "svg").exits(2).complains("is not a format; use tree, dot, mermaid, table");
        Cli.run("map", "--all", "--only-shared").exits(2).complains("cannot be combined");
        long gone = 1L << 22;
        assertThat(OpenFiles.isThere(gone - 1)).isFalse();
        Cli.run("map", "--pid", Long.toString(gone - 1)).exits(3).complains("no such process");
    }
}
