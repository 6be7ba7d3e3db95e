import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.LambdaMetafactory;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.GeneratorAdapter;
import org.objectweb.asm.commons.Method;

/**
 * Readies the classes of the distribution for a quick start, for scripts call ipcctl in loops. A part of the build and
 * not of the tool: {@code java -cp WEAVER:'JARS/*' Weaver OUT-FOLDER JAR-OR-FOLDER...}
 *
 * <ul>
 * <li>The first lambda of a process sets java.lang.invoke up, which takes 7 ms on Java 17, and each further one takes
 * 0.2 ms, also from an archive. Lambdas of classes in the format of Java 11 or later become classes, in the nest of the
 * class they are written in, which loads them in a tenth of that. Those of a class that capture nothing and are of one
 * kind, as the getters of columns, are one class.
 * <li>jnr implements an interface of C functions at run time, which takes 40 ms. Each interface that is given to
 * Native.load gets a class that does the same calls, for the commands that cannot wait for that.
 * <li>{@link Libraries}.
 * </ul>
 *
 * <p>Each class that comes out otherwise than it came in is checked ({@link Check}), and the build fails where one is
 * wrong.
 */
final class Weaver {
    private static final String FACTORY = Type.getInternalName(LambdaMetafactory.class);
    private static final String FACTORY_METHOD = "metafactory";
    private static final String LOADER = "org/ipcctl/kernel/Native";

    /** The bytes of each entry of a jar, in its order. */
    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    /** The classes that were made of lambdas, by the host of the nest they belong to. */
    private final Map<String, List<String>> newMembers = new TreeMap<>();
    private final Map<String, byte[]> made = new LinkedHashMap<>();
    /** The interfaces of C functions that are loaded somewhere. */
    private final Set<String> interfaces = new TreeSet<>();
    private final Libraries libraries;

    private Weaver(Libraries libraries) {
        this.libraries = libraries;
    }

    public static void main(String[] args) throws IOException {
        Path out = Path.of(args[0]);
        List<Path> jars = new ArrayList<>();
        for (int i = 1; i < args.length; i++) {
            try (Stream<Path> found = Files.walk(Path.of(args[i]))) {
                found.filter(path -> path.toString().endsWith(".jar")).sorted().forEach(jars::add);
            }
        }
        Files.createDirectories(out);
        Libraries libraries = new Libraries();
        Map<String, byte[]> changed = new TreeMap<>();
        for (Path jar : jars) {
            Weaver weaver = new Weaver(libraries);
            weaver.weave(jar, out.resolve(jar.getFileName()));
            weaver.collectChanged(jar, changed);
        }
        libraries.checkAllDone();
        try (URLClassLoader types = loader(jars.stream().map(jar -> out.resolve(jar.getFileName())).toList())) {
            changed.forEach(new Check(types)::of);
        }
    }

    private static URLClassLoader loader(List<Path> jars) throws IOException {
        URL[] urls = new URL[jars.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = jars.get(i).toUri().toURL();
        }
        return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
    }

    private static Map<String, byte[]> read(Path jar) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(jar))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (!entry.isDirectory()) {
                    entries.put(entry.getName(), in.readAllBytes());
                }
            }
        }
        return entries;
    }

    private void collectChanged(Path jar, Map<String, byte[]> changed) throws IOException {
        Map<String, byte[]> given = read(jar);
        entries.forEach((name, bytes) -> {
            if (!Arrays.equals(bytes, given.get(name))) {
                changed.put(name, bytes);
            }
        });
    }

    private void weave(Path from, Path to) throws IOException {
        entries.putAll(read(from));
        entries.replaceAll((name, bytes) -> isClass(name) ? woven(bytes) : bytes);
        newMembers.forEach((host, members) -> entries.computeIfPresent(host + ".class",
                (name, bytes) -> withMembers(bytes, members)));
        for (String name : interfaces) {
            made.put(name + "$$Calls.class", new Calls(name).of(entries.get(name + ".class")));
        }
        entries.putAll(made);
        try (OutputStream file = Files.newOutputStream(to); ZipOutputStream zip = new ZipOutputStream(file)) {
            // Not compressed: what an archive does not hold is read from here at a start.
            zip.setLevel(0);
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                ZipEntry header = new ZipEntry(entry.getKey());
                header.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
                zip.putNextEntry(header);
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
    }

    private static boolean isClass(String name) {
        return name.endsWith(".class") && !name.endsWith("module-info.class") && !name.startsWith("META-INF/");
    }

    private byte[] woven(byte[] given) {
        ClassReader reader = new ClassReader(given);
        byte[] bytes = Libraries.concern(reader.getClassName()) ? changed(reader) : given;
        reader = new ClassReader(bytes);
        if (reader.readShort(6) < Opcodes.V11) {
            return bytes;
        }
        ClassWriter writer = new ClassWriter(0);
        Lambdas lambdas = new Lambdas(writer);
        reader.accept(lambdas, 0);
        return lambdas.functions.isEmpty() ? bytes : writer.toByteArray();
    }

    private byte[] changed(ClassReader reader) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        reader.accept(libraries.changing(reader.getClassName(), writer), 0);
        return writer.toByteArray();
    }

    private static byte[] withMembers(byte[] bytes, List<String> members) {
        ClassReader reader = new ClassReader(bytes);
        ClassWriter writer = new ClassWriter(0);
        reader.accept(new ClassVisitor(Opcodes.ASM9, writer) {
            @Override
            public void visitEnd() {
                members.forEach(this::visitNestMember);
                super.visitEnd();
            }
        }, 0);
        return writer.toByteArray();
    }

    /** Replaces each lambda of a class by a call of the class that is made of it. */
    private final class Lambdas extends ClassVisitor {
        private String owner;
        private String host;
        private int version;
        private final List<Function> functions = new ArrayList<>();
        /** Those that capture nothing, by their kind. */
        private final Map<String, Function> shared = new LinkedHashMap<>();

        Lambdas(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visit(int format, int access, String name, String signature, String parent, String[] interfaces) {
            version = format;
            owner = name;
            host = name;
            super.visit(format, access, name, signature, parent, interfaces);
        }

        @Override
        public void visitNestHost(String nestHost) {
            host = nestHost;
            super.visitNestHost(nestHost);
        }

        @Override
        public void visitEnd() {
            functions.forEach(function -> made.put(function.name() + ".class", function.bytes()));
            super.visitEnd();
        }

        private Function function(String called, String creation, Type erased) {
            Function function = new Function(owner + "$$Function" + functions.size(), host, version, called, creation,
                    erased, new ArrayList<>());
            functions.add(function);
            newMembers.computeIfAbsent(host, key -> new ArrayList<>()).add(function.name());
            return function;
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
                                         String[] exceptions) {
            return new MethodVisitor(Opcodes.ASM9, super.visitMethod(access, name, descriptor, signature, exceptions)) {
                private Object constant;

                @Override
                public void visitLdcInsn(Object value) {
                    constant = value;
                    super.visitLdcInsn(value);
                }

                @Override
                public void visitMethodInsn(int opcode, String type, String called, String types, boolean isInterface) {
                    if (type.equals(LOADER) && called.equals("load") && constant instanceof Type given) {
                        interfaces.add(given.getInternalName());
                    }
                    super.visitMethodInsn(opcode, type, called, types, isInterface);
                }

                @Override
                public void visitInvokeDynamicInsn(String called, String type, Handle bootstrap, Object... arguments) {
                    if (bootstrap.getOwner().equals(FACTORY) && bootstrap.getName().equals(FACTORY_METHOD)) {
                        Type erased = (Type) arguments[0];
                        boolean capturesNothing = type.startsWith("()");
                        Function function = !capturesNothing ? function(called, type, erased)
                                : shared.computeIfAbsent(called + type + erased,
                                        kind -> function(called, "(I)" + Type.getReturnType(type), erased));
                        if (capturesNothing) {
                            super.visitLdcInsn(function.bodies().size());
                        }
                        function.bodies().add(new Function.Body((Handle) arguments[1], (Type) arguments[2]));
                        visitMethodInsn(Opcodes.INVOKESTATIC, function.name(), "of", function.creation(), false);
                    } else {
                        super.visitInvokeDynamicInsn(called, type, bootstrap, arguments);
                    }
                }
            };
        }
    }
}
