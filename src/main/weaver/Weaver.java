import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.LambdaMetafactory;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
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
 * Readies the classes of the distribution for a quick start, for scripts call ipcctl in loops. The build runs it as a
 * source file: {@code java -cp 'JARS/*' Weaver.java OUT-FOLDER JAR-OR-FOLDER...}
 *
 * <ul>
 * <li>Classes in the format of Java 5 (picocli's, asm's, jnr-x86asm's) have no stack maps, so that the JVM verifies them by the
 * old verifier, at every start and from an archive, too. They get stack maps and the format of Java 8.
 * <li>The first lambda of a process sets java.lang.invoke up, which takes 7 ms on Java 17, and each further one takes 0.2 ms, also
 * from an archive. Lambdas of classes in the format of Java 11 or later become classes of their own, in the nest of the class they
 * are written in, which loads them in a tenth of that.
 * <li>jnr implements an interface of C functions at run time, which takes 40 ms. Each interface that is given to Native.load gets a
 * class that does the same calls, for the commands that cannot wait for that.
 * </ul>
 */
final class Weaver {
    private static final String FACTORY = Type.getInternalName(LambdaMetafactory.class);
    private static final String FACTORY_METHOD = "metafactory";
    /** picocli asks for it at every start, and to find that it is missing every jar is opened; a package of the JDK's is no jar's. */
    private static final String GROOVY = "groovy.lang.Closure";
    private static final String NOT_GROOVY = "java.lang.Closure";
    private static final String LOADER = "org/ipcctl/kernel/Native";

    /** The bytes of each entry of a jar, in its order. */
    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    /** The classes that were made of lambdas, by the host of the nest they belong to. */
    private final Map<String, List<String>> newMembers = new TreeMap<>();
    private final Map<String, byte[]> made = new LinkedHashMap<>();
    /** The interfaces of C functions that are loaded somewhere. */
    private final Set<String> functions = new TreeSet<>();
    private final ClassLoader types;

    private Weaver(ClassLoader types) {
        this.types = types;
    }

    public static void main(String[] args) throws IOException {
        Path out = Path.of(args[0]);
        List<Path> jars = new ArrayList<>();
        for (int i = 1; i < args.length; i++) {
            try (Stream<Path> found = Files.walk(Path.of(args[i]))) {
                found.filter(path -> path.toString().endsWith(".jar")).sorted().forEach(jars::add);
            }
        }
        URL[] urls = new URL[jars.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = jars.get(i).toUri().toURL();
        }
        Files.createDirectories(out);
        try (URLClassLoader types = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
            for (Path jar : jars) {
                new Weaver(types).weave(jar, out.resolve(jar.getFileName()));
            }
        }
    }

    private void weave(Path from, Path to) throws IOException {
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(from))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (!entry.isDirectory()) {
                    entries.put(entry.getName(), in.readAllBytes());
                }
            }
        }
        entries.replaceAll((name, bytes) -> isClass(name) ? woven(bytes) : bytes);
        newMembers.forEach((host, members) -> entries.computeIfPresent(host + ".class", (name, bytes) -> withMembers(bytes, members)));
        for (String name : functions) {
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

    private byte[] woven(byte[] bytes) {
        ClassReader reader = new ClassReader(bytes);
        int version = reader.readShort(6);
        if (version < Opcodes.V1_7) {
            return withStackMaps(reader);
        } else if (version >= Opcodes.V11) {
            ClassWriter writer = new ClassWriter(0);
            reader.accept(new Lambdas(writer), 0);
            return writer.toByteArray();
        }
        return bytes;
    }

    private byte[] withStackMaps(ClassReader reader) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
            @Override
            protected ClassLoader getClassLoader() {
                return types;
            }
        };
        reader.accept(new ClassVisitor(Opcodes.ASM9, writer) {
            @Override
            public void visit(int version, int access, String name, String signature, String parent, String[] interfaces) {
                super.visit(Opcodes.V1_8, access, name, signature, parent, interfaces);
            }

            @Override
            public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
                return new MethodVisitor(Opcodes.ASM9, super.visitMethod(access, name, descriptor, signature, exceptions)) {
                    @Override
                    public void visitLdcInsn(Object value) {
                        super.visitLdcInsn(GROOVY.equals(value) ? NOT_GROOVY : value);
                    }
                };
            }
        }, ClassReader.SKIP_FRAMES);
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
        private int count;

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
        public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
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
                        functions.add(given.getInternalName());
                    }
                    super.visitMethodInsn(opcode, type, called, types, isInterface);
                }

                @Override
                public void visitInvokeDynamicInsn(String called, String type, Handle bootstrap, Object... arguments) {
                    if (bootstrap.getOwner().equals(FACTORY) && bootstrap.getName().equals(FACTORY_METHOD)) {
                        String function = owner + "$$Function" + count++;
                        made.put(function + ".class", new Function(function, host, version, called, type, (Type) arguments[0],
                                (Handle) arguments[1], (Type) arguments[2]).bytes());
                        newMembers.computeIfAbsent(host, key -> new ArrayList<>()).add(function);
                        visitMethodInsn(Opcodes.INVOKESTATIC, function, "of", type, false);
                    } else {
                        super.visitInvokeDynamicInsn(called, type, bootstrap, arguments);
                    }
                }
            };
        }
    }

    /**
     * The class that stands for a lambda.
     *
     * @param name     its own
     * @param host     of the nest, whose private methods it may call
     * @param version  the class format
     * @param called   the one method of the interface
     * @param creation from what is captured to the interface
     * @param erased   the method's type as it is called
     * @param body     what it calls
     * @param actual   the method's type as it was written, type arguments filled in
     */
    private record Function(String name, String host, int version, String called, String creation, Type erased, Handle body, Type actual) {
        private static final String ONLY = "only";

        byte[] bytes() {
            ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
            String itself = Type.getReturnType(creation).getInternalName();
            writer.visit(version, Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC, name, null, "java/lang/Object",
                    new String[] {itself});
            writer.visitNestHost(host);
            Type[] captured = Type.getArgumentTypes(creation);
            constructor(writer, captured);
            factory(writer, captured);
            call(writer, captured);
            writer.visitEnd();
            return writer.toByteArray();
        }

        private Type self() {
            return Type.getObjectType(name);
        }

        private void constructor(ClassWriter writer, Type[] captured) {
            Method init = new Method("<init>", Type.VOID_TYPE, captured);
            GeneratorAdapter code = new GeneratorAdapter(0, init, null, null, writer);
            code.loadThis();
            code.invokeConstructor(Type.getType(Object.class), new Method("<init>", "()V"));
            for (int i = 0; i < captured.length; i++) {
                writer.visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL, "c" + i, captured[i].getDescriptor(), null, null);
                code.loadThis();
                code.loadArg(i);
                code.putField(self(), "c" + i, captured[i]);
            }
            code.returnValue();
            code.endMethod();
        }

        /** One that captures nothing exists once. */
        private void factory(ClassWriter writer, Type[] captured) {
            Method of = new Method("of", creation);
            GeneratorAdapter code = new GeneratorAdapter(Opcodes.ACC_STATIC, of, null, null, writer);
            Method init = new Method("<init>", Type.VOID_TYPE, captured);
            if (captured.length == 0) {
                writer.visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL, ONLY, self().getDescriptor(), null, null);
                GeneratorAdapter start = new GeneratorAdapter(Opcodes.ACC_STATIC, new Method("<clinit>", "()V"), null, null, writer);
                start.newInstance(self());
                start.dup();
                start.invokeConstructor(self(), init);
                start.putStatic(self(), ONLY, self());
                start.returnValue();
                start.endMethod();
                code.getStatic(self(), ONLY, self());
            } else {
                code.newInstance(self());
                code.dup();
                code.loadArgs();
                code.invokeConstructor(self(), init);
            }
            code.returnValue();
            code.endMethod();
        }

        private void call(ClassWriter writer, Type[] captured) {
            GeneratorAdapter code = new GeneratorAdapter(Opcodes.ACC_PUBLIC, new Method(called, erased.getDescriptor()), null, null, writer);
            boolean creates = body.getTag() == Opcodes.H_NEWINVOKESPECIAL;
            Type owner = Type.getObjectType(body.getOwner());
            List<Type> wanted = new ArrayList<>(List.of(Type.getArgumentTypes(body.getDesc())));
            if (creates) {
                code.newInstance(owner);
                code.dup();
            } else if (body.getTag() != Opcodes.H_INVOKESTATIC) {
                wanted.add(0, owner);
            }
            for (int i = 0; i < captured.length; i++) {
                code.loadThis();
                code.getField(self(), "c" + i, captured[i]);
            }
            for (int i = 0; i < erased.getArgumentTypes().length; i++) {
                code.loadArg(i);
                convert(code, erased.getArgumentTypes()[i], actual.getArgumentTypes()[i], wanted.get(captured.length + i));
            }
            code.visitMethodInsn(opcode(), body.getOwner(), body.getName(), body.getDesc(), body.isInterface());
            Type result = creates ? owner : Type.getReturnType(body.getDesc());
            if (erased.getReturnType() != Type.VOID_TYPE) {
                convert(code, result, result, erased.getReturnType());
            }
            // What is left on the stack where nobody wants a result ends with the method.
            code.visitInsn(erased.getReturnType().getOpcode(Opcodes.IRETURN));
            code.endMethod();
        }

        private int opcode() {
            return switch (body.getTag()) {
                case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
                case Opcodes.H_NEWINVOKESPECIAL -> Opcodes.INVOKESPECIAL;
                default -> body.isInterface() ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
            };
        }

        /** From {@code given}, known to be an {@code exact}, to {@code wanted}: a cast, a box, an unboxing, a wider number. */
        private static void convert(GeneratorAdapter code, Type given, Type exact, Type wanted) {
            if (isPrimitive(given) && isPrimitive(wanted)) {
                code.cast(given, wanted);
            } else if (isPrimitive(given)) {
                code.valueOf(given);
            } else if (isPrimitive(wanted)) {
                Type unboxed = unboxed(exact.equals(Type.getType(Object.class)) ? given : exact, wanted);
                code.unbox(unboxed);
                code.cast(unboxed, wanted);
            } else if (!wanted.equals(given) && !wanted.equals(Type.getType(Object.class))) {
                code.checkCast(wanted);
            }
        }

        private static boolean isPrimitive(Type type) {
            return type.getSort() < Type.ARRAY;
        }

        private static Type unboxed(Type box, Type otherwise) {
            for (Type primitive : new Type[] {Type.BOOLEAN_TYPE, Type.CHAR_TYPE, Type.BYTE_TYPE, Type.SHORT_TYPE, Type.INT_TYPE,
                    Type.LONG_TYPE, Type.FLOAT_TYPE, Type.DOUBLE_TYPE}) {
                if (boxed(primitive).equals(box)) {
                    return primitive;
                }
            }
            return otherwise;
        }

        private static Type boxed(Type primitive) {
            return Type.getObjectType("java/lang/" + switch (primitive.getSort()) {
                case Type.BOOLEAN -> "Boolean";
                case Type.CHAR -> "Character";
                case Type.BYTE -> "Byte";
                case Type.SHORT -> "Short";
                case Type.INT -> "Integer";
                case Type.LONG -> "Long";
                case Type.FLOAT -> "Float";
                default -> "Double";
            });
        }
    }

    /** The class that makes the calls of an interface of C functions: a CFunction for each method, its arguments put in their order. */
    private static final class Calls extends ClassVisitor {
        private static final Type FUNCTION = Type.getObjectType("org/ipcctl/kernel/CFunction");
        private static final Type ARGUMENTS = Type.getObjectType("com/kenai/jffi/HeapInvocationBuffer");
        private static final String ANNOTATIONS = "Ljnr/ffi/annotations/";
        private static final int IN = 1;
        private static final int OUT = 2;

        private final Type self;
        private final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        private final GeneratorAdapter constructor;
        private int count;

        Calls(String functions) {
            super(Opcodes.ASM9);
            self = Type.getObjectType(functions + "$$Calls");
            writer.visit(Opcodes.V11, Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC, self.getInternalName(),
                    null, "java/lang/Object", new String[] {functions});
            constructor = new GeneratorAdapter(Opcodes.ACC_PUBLIC, new Method("<init>", "()V"), null, null, writer);
            constructor.loadThis();
            constructor.invokeConstructor(Type.getType(Object.class), new Method("<init>", "()V"));
        }

        byte[] of(byte[] functions) {
            new ClassReader(functions).accept(this, ClassReader.SKIP_CODE);
            constructor.returnValue();
            constructor.endMethod();
            writer.visitEnd();
            return writer.toByteArray();
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
            if ((access & Opcodes.ACC_ABSTRACT) == 0) {
                return null;
            }
            int[] directions = new int[Type.getArgumentTypes(descriptor).length];
            return new MethodVisitor(Opcodes.ASM9) {
                private boolean keepsErrno = true;

                @Override
                public AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
                    keepsErrno &= !annotation.equals(ANNOTATIONS + "IgnoreError;");
                    return null;
                }

                @Override
                public AnnotationVisitor visitParameterAnnotation(int parameter, String annotation, boolean visible) {
                    directions[parameter] |= annotation.equals(ANNOTATIONS + "In;") ? IN : annotation.equals(ANNOTATIONS + "Out;") ? OUT : 0;
                    return null;
                }

                @Override
                public void visitEnd() {
                    function(name, new Method(name, descriptor), keepsErrno, directions);
                }
            };
        }

        private void function(String name, Method method, boolean keepsErrno, int[] directions) {
            String field = "f" + count++;
            StringBuilder types = new StringBuilder().append(letter(method.getReturnType()));
            for (Type parameter : method.getArgumentTypes()) {
                types.append(letter(parameter));
            }
            writer.visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL, field, FUNCTION.getDescriptor(), null, null);
            constructor.loadThis();
            constructor.newInstance(FUNCTION);
            constructor.dup();
            constructor.push(name);
            constructor.push(keepsErrno);
            constructor.push(types.toString());
            constructor.invokeConstructor(FUNCTION, new Method("<init>", "(Ljava/lang/String;ZLjava/lang/String;)V"));
            constructor.putField(self, field, FUNCTION);

            GeneratorAdapter code = new GeneratorAdapter(Opcodes.ACC_PUBLIC, method, null, null, writer);
            code.loadThis();
            code.getField(self, field, FUNCTION);
            code.dup();
            code.invokeVirtual(FUNCTION, new Method("arguments", ARGUMENTS, new Type[0]));
            for (int i = 0; i < directions.length; i++) {
                code.dup();
                code.loadArg(i);
                put(code, method.getArgumentTypes()[i], directions[i] == 0 ? IN | OUT : directions[i]);
            }
            call(code, method.getReturnType());
            code.returnValue();
            code.endMethod();
        }

        private static void put(GeneratorAdapter code, Type type, int direction) {
            switch (type.getSort()) {
                case Type.INT -> code.invokeVirtual(ARGUMENTS, new Method("putInt", "(I)V"));
                case Type.SHORT -> code.invokeVirtual(ARGUMENTS, new Method("putShort", "(I)V"));
                case Type.LONG -> code.invokeVirtual(ARGUMENTS, new Method("putLong", "(J)V"));
                default -> {
                    boolean pointer = type.getClassName().equals("jnr.ffi.Pointer");
                    if (!pointer) {
                        code.push(direction);
                    }
                    code.invokeStatic(FUNCTION, new Method("put", Type.VOID_TYPE,
                            pointer ? new Type[] {ARGUMENTS, type} : new Type[] {ARGUMENTS, type, Type.INT_TYPE}));
                }
            }
        }

        private static void call(GeneratorAdapter code, Type result) {
            String name = switch (result.getSort()) {
                case Type.INT, Type.VOID -> "callInt";
                case Type.LONG -> "callLong";
                default -> "callPointer";
            };
            code.invokeVirtual(FUNCTION, new Method(name, result == Type.VOID_TYPE ? Type.INT_TYPE : result, new Type[] {ARGUMENTS}));
            if (result == Type.VOID_TYPE) {
                code.pop();
            }
        }

        private static char letter(Type type) {
            return switch (type.getSort()) {
                case Type.VOID -> 'v';
                case Type.INT -> 'i';
                case Type.SHORT -> 's';
                case Type.LONG -> 'l';
                case Type.ARRAY, Type.OBJECT -> 'p';
                default -> throw new IllegalArgumentException("no C function here takes a " + type.getClassName());
            };
        }
    }
}
