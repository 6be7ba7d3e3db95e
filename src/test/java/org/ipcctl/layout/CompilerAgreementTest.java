package org.ipcctl.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import org.ipcctl.testing.CPrograms;
import org.ipcctl.testing.Needs;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Offsets, padding, sizes and values are what this machine's C compiler says, for structs that chance wrote. A failure
 * tells its seed, and {@code -Dipcctl.seed=N} repeats it.
 */
class CompilerAgreementTest {
    private static final int STRUCTS = 600;
    private static final int EXCHANGED = 150;
    private static final String HEAD = """
            #include <stdbool.h>
            #include <stddef.h>
            #include <stdint.h>
            #include <stdio.h>
            #include <string.h>
            #include <sys/types.h>
            #include <time.h>
            #include <wchar.h>
            struct place { const char *name; size_t first, second; };
            #define WHERE(type, field) { #type "." #field, offsetof(struct type, field), sizeof(((struct type \
            *)0)->field) }
            #define WHOLE(type) { #type, sizeof(struct type), _Alignof(struct type) }
            static void put_i(long long v) { printf("%lld\\n", v); }
            static void put_u(unsigned long long v) { printf("%llu\\n", v); }
            static void put_c(char v) { printf("%02x\\n", v & 0xff); }
            static void put_p(const volatile void *v) { printf("%llx\\n", (unsigned long long)(uintptr_t)v); }
            static void put_d(double v) { unsigned long long bits; memcpy(&bits, &v, 8); printf("%llx\\n", bits); }
            #define PUT(v) _Generic((v), _Bool: put_u, char: put_c, signed char: put_i, short: put_i, int: put_i, \
            long: put_i, \\
                long long: put_i, unsigned char: put_u, unsigned short: put_u, unsigned: put_u, unsigned long: put_u, \\
                unsigned long long: put_u, float: put_d, double: put_d, default: put_p)(v)
            """;

    private final long seed = Long.getLong("ipcctl.seed", new Random().nextLong());
    private final Random random = new Random(seed);

    @BeforeEach
    void thereIsACompiler() {
        Needs.that(CPrograms.hasCompiler(), "no C compiler on this machine (Debian: apt install gcc)");
    }

    private List<RandomStruct> structs(int count) {
        List<RandomStruct> structs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            structs.add(RandomStruct.of(random, i));
        }
        return structs;
    }

    private static List<String> places(Layout layout) {
        List<String> places = new ArrayList<>();
        eachPlace("", layout.type(), (path, type) -> places.add(path + " " + layout.field(path).offset() + " "
                + type.text().replaceFirst("struct \\w+", "struct")));
        return places;
    }

    private static Layout layout(RandomStruct struct) {
        return Layout.parse(source(struct));
    }

    private static String source(RandomStruct struct) {
        return struct.pack() > 0 ? "#pragma pack(push, " + struct.pack() + ")\n" + struct.c() + ";\n#pragma pack(pop)\n"
                : struct.c();
    }

    /** All that has a name: leaves, and the elements of arrays down to the last. */
    private static void eachPlace(String path, CType type, BiConsumer<String, CType> consumer) {
        if (!path.isEmpty()) {
            consumer.accept(path, type);
        }
        if (type instanceof CType.Array array) {
            for (int i = 0; i < array.count(); i++) {
                eachPlace(path + "[" + i + "]", array.element(), consumer);
            }
        } else if (type instanceof CType.Struct struct) {
            struct.members().forEach(member -> eachNamed(path, member, consumer));
        }
    }

    private static void eachNamed(String path, Member member, BiConsumer<String, CType> consumer) {
        if (member.name().isEmpty()) {
            ((CType.Struct) member.type()).members().forEach(m -> eachNamed(path, m, consumer));
        } else {
            eachPlace(path.isEmpty() ? member.name() : path + "." + member.name(), member.type(), consumer);
        }
    }

    @Test
    void offsetsAndSizesOfRandomStructs() throws Exception {
        StringBuilder program = new StringBuilder(HEAD);
        StringBuilder main = new StringBuilder();
        StringBuilder ours = new StringBuilder();
        int both = 0;
        for (RandomStruct struct : structs(STRUCTS)) {
            Layout layout = layout(struct);
            program.append(source(struct)).append(";\n");
            main.append("WHOLE(").append(struct.name()).append("),\n");
            ours.append(struct.name()).append(' ').append(layout.size()).append(' ').append(layout.alignment())
                    .append('\n');
            eachPlace("", layout.type(), (path, type) -> {
                main.append("WHERE(").append(struct.name()).append(", ").append(path).append("),\n");
                Field field = layout.field(path);
                ours.append(struct.name()).append('.').append(path).append(' ').append(field.offset()).append(' ')
                        .append(field.type().size()).append('\n');
            });
            if (struct.compact() != null) {
                both++;
                Layout compact = Layout.parse(struct.compact());
                assertThat(places(compact)).as("seed %d: %s", seed, struct).isEqualTo(places(layout));
                assertThat(compact.size()).as("seed %d: %s", seed, struct).isEqualTo(layout.size());
                assertThat(compact.alignment()).as("seed %d: %s", seed, struct).isEqualTo(layout.alignment());
            }
        }
        assertThat(both).isGreaterThan(STRUCTS / 4);
        String theirs = output(program + table(main), new byte[0]);
        assertSameLines(ours.toString(), theirs, program.toString());
    }

    private void assertSameLines(String ours, String theirs, String program) {
        List<String> expected = theirs.lines().toList();
        List<String> actual = ours.lines().toList();
        String name = "";
        for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
            name = actual.get(i).startsWith("S") ? actual.get(i).split("[ .]")[0] : name;
            assertThat(actual.get(i)).as("seed %d: %s", seed, definition(program, name)).isEqualTo(expected.get(i));
        }
        assertThat(actual).as("seed %d", seed).hasSameSizeAs(expected);
    }

    private static String definition(String program, String name) {
        int start = program.indexOf("struct " + name + " ");
        return start < 0 ? name : program.substring(Math.max(0, start - 30), program.indexOf('\n', start));
    }

    /** Java writes bytes and C says what is in them; Java sets what it reads there, and C copies field by field. */
    @Test
    void valuesOfRandomStructsInBothDirections() throws Exception {
        StringBuilder program = new StringBuilder(HEAD + "static void hex(const void *p, size_t n) "
                + "{ for (size_t i = 0; i < n; i++) printf(\"%02x\", ((const unsigned char *)p)[i]); printf(\"\\n\"); "
                + "}\n");
        StringBuilder main = new StringBuilder();
        StringBuilder ours = new StringBuilder();
        java.io.ByteArrayOutputStream input = new java.io.ByteArrayOutputStream();
        for (RandomStruct struct : structs(EXCHANGED)) {
            Layout layout = layout(struct);
            byte[] bytes = new byte[layout.size()];
            random.nextBytes(bytes);
            program.append(source(struct)).append(";\n");
            ours.append(struct.name()).append('\n');
            main.append("puts(\"").append(struct.name()).append("\");\n");
            main.append("{ struct ").append(struct.name()).append(" from, to; memset(&to, 0, sizeof to); ")
                    .append("if (fread(&from, sizeof from, 1, stdin) != 1) return 1;\n");
            List<String> words = new ArrayList<>();
            eachPlace("", layout.type(), (path, type) -> {
                boolean isText = type instanceof CType.Primitive text && text.scalar() == Scalar.CHAR
                        && text.length() > 1;
                if (type instanceof CType.Primitive primitive) {
                    Field field = layout.field(path);
                    tame(primitive, bytes, field.offset());
                    words.add(path + "=" + word(primitive, bytes, field.offset()));
                    ours.append(isText
                            ? HexFormat.of().formatHex(bytes, field.offset(), field.offset() + field.type().size())
                            : shown(primitive, bytes, field.offset())).append('\n');
                    main.append(
                            isText ? "hex(from." + path + ", sizeof from." + path + "); " : "PUT(from." + path + "); ");
                    // A const field cannot be assigned to.
                    main.append("memcpy((void *)&to.").append(path).append(", (void *)&from.").append(path)
                            .append(", sizeof to.").append(path).append(");\n");
                }
            });
            main.append("hex(&to, sizeof to); }\n");
            byte[] set = new byte[layout.size()];
            layout.assign(words).apply(set);
            ours.append(HexFormat.of().formatHex(set)).append('\n');
            input.writeBytes(bytes);
        }
        String theirs = output(program + "int main(void) {\n" + main + "return 0; }\n", input.toByteArray());
        assertSameLines(ours.toString(), theirs, program.toString());
    }

    /** Bytes that are a value without undefined behaviour, and without more than one text for it. */
    private void tame(CType.Primitive type, byte[] bytes, int at) {
        if (type.scalar() == Scalar.BOOL) {
            bytes[at] &= 1;
        } else if (type.scalar() == Scalar.CHAR) {
            int used = random.nextInt(type.length() + 1);
            for (int i = 0; i < type.length(); i++) {
                bytes[at + i] = (byte) (i < used ? 'a' + random.nextInt(26) : 0);
            }
        } else if (type.scalar() == Scalar.F32 || type.scalar() == Scalar.F64) {
            // No NaN, of which there are many.
            bytes[at + type.size() - 1] &= 0x3F;
        }
    }

    private static String word(CType.Primitive type, byte[] bytes, int at) {
        return switch (type.scalar()) {
            case F32 -> Float.toString(type.float32(bytes, at));
            case F64 -> Double.toHexString(type.float64(bytes, at));
            case CHAR -> type.characters(bytes, at);
            case PTR -> "0x" + Long.toHexString(type.integer(bytes, at));
            case U64 -> Long.toUnsignedString(type.integer(bytes, at));
            default -> Long.toString(type.integer(bytes, at));
        };
    }

    private static String shown(CType.Primitive type, byte[] bytes, int at) {
        return switch (type.scalar()) {
            case F32 -> Long.toHexString(Double.doubleToLongBits(type.float32(bytes, at)));
            case F64 -> Long.toHexString(Double.doubleToLongBits(type.float64(bytes, at)));
            case CHAR -> String.format("%02x", bytes[at]);
            case PTR -> Long.toHexString(type.integer(bytes, at));
            default -> word(type, bytes, at);
        };
    }

    /** The one-word types that need no header here, as the C library has them. */
    @Test
    void theNamesOfTheLibrary() throws Exception {
        StringBuilder program = new StringBuilder(
                """
                        #define _GNU_SOURCE
                        #include <arpa/inet.h>
                        #include <linux/types.h>
                        #include <math.h>
                        #include <poll.h>
                        #include <pthread.h>
                        #include <signal.h>
                        #include <stddef.h>
                        #include <stdint.h>
                        #include <stdbool.h>
                        #include <sys/resource.h>
                        #include <sys/socket.h>
                        #include <sys/stat.h>
                        #include <termios.h>
                        #include <uchar.h>
                        #include <wchar.h>
                        typedef unsigned char char8_t_;
                        #define char8_t char8_t_
                        #include <stdio.h>
                        #define TYPE(t) printf("%s %zu %c\\n", #t, sizeof(t), (t)0.5 != 0 && (t)2 == 2 ? 'f' : (t)-1 < \
                        0 ? 'i' : 'u')
                        int main(void) {
                        """);
        StringBuilder ours = new StringBuilder();
        for (String name : Platform.typeNames()) {
            Scalar scalar = Platform.type(name);
            boolean isNumber = scalar != Scalar.PTR && scalar != Scalar.CHAR && !name.equals("char8_t");
            if (isNumber) {
                program.append("TYPE(").append(name).append(");\n");
                char kind = scalar == Scalar.F32 || scalar == Scalar.F64 ? 'f'
                        : scalar.isUnsigned() || scalar == Scalar.BOOL ? 'u' : 'i';
                ours.append(name).append(' ').append(scalar.size()).append(' ').append(kind).append('\n');
            }
        }
        assertSameLines(ours.toString(), output(program + "return 0; }\n", new byte[0]), "");
    }

    /**
     * Headers of this system, put together by the compiler: all their structs that have a layout here have it right.
     */
    @Test
    void structsOfTheSystemsHeaders() throws Exception {
        String includes = "#define _GNU_SOURCE\n" + List
                .of("dirent.h", "fcntl.h", "mqueue.h", "net/if.h", "netinet/in.h", "netinet/ip.h", "netinet/tcp.h",
                        "poll.h", "pthread.h", "pwd.h", "sched.h", "semaphore.h", "stddef.h", "stdio.h", "sys/epoll.h",
                        "sys/inotify.h", "sys/ioctl.h", "sys/ipc.h", "sys/msg.h",
                        "sys/resource.h", "sys/sem.h", "sys/shm.h", "sys/socket.h", "sys/stat.h", "sys/statvfs.h",
                        "sys/time.h", "sys/timex.h", "sys/uio.h",
                        "sys/un.h", "sys/utsname.h", "termios.h", "time.h")
                .stream().map(h -> "#include <" + h + ">\n").reduce("", String::concat);
        try (Scratch scratch = new Scratch()) {
            Path header = Path.of(scratch.path("all.h"));
            Path whole = Path.of(scratch.path("all.i"));
            Files.writeString(header, includes);
            assertThat(CPrograms.said(new ProcessBuilder("cc", "-E", "-o", whole.toString(), header.toString())))
                    .isEmpty();
            StringBuilder table = new StringBuilder();
            StringBuilder ours = new StringBuilder();
            int known = 0;
            for (String name : List.of("stat", "timespec", "timeval", "iovec", "msghdr", "sockaddr", "sockaddr_in",
                    "sockaddr_un", "dirent", "passwd",
                    "rlimit", "mq_attr", "pollfd", "itimerspec", "tm", "flock", "statvfs", "utsname", "winsize",
                    "termios", "ipc_perm", "shmid_ds",
                    "msqid_ds", "semid_ds", "sched_param", "linger", "ucred", "if_nameindex", "iphdr", "epoll_event",
                    "rusage", "tcphdr")) {
                Layout layout;
                try {
                    layout = Layout.parse("@" + whole + ":" + name);
                } catch (LayoutException e) {
                    assertThat(e).as(name).hasMessageMatching("(a union|bit-fields).*");
                    continue;
                }
                known++;
                table.append("WHOLE(").append(name).append("),\n");
                ours.append(name).append(' ').append(layout.size()).append(' ').append(layout.alignment()).append('\n');
                for (Field field : layout.fields()) {
                    table.append("WHERE(").append(name).append(", ").append(field.path()).append("),\n");
                    ours.append(name).append('.').append(field.path()).append(' ').append(field.offset()).append(' ')
                            .append(field.type().size()).append('\n');
                }
            }
            assertThat(known).isGreaterThan(25);
            assertSameLines(ours.toString(), output(includes + HEAD + table(table), new byte[0]), "");
        }
    }

    /** A table of constants, for compilers are slow at long functions. */
    private static String table(StringBuilder rows) {
        return "static const struct place places[] = {\n" + rows + "};\n"
                + "int main(void) { for (size_t i = 0; i < sizeof places / sizeof *places; i++) "
                + "printf(\"%s %zu %zu\\n\", places[i].name, places[i].first, places[i].second); return 0; }\n";
    }

    private String output(String program, byte[] input) throws IOException, InterruptedException {
        return CPrograms.output(program, input, "seed " + seed);
    }
}
