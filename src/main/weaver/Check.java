import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.SimpleVerifier;
import org.objectweb.asm.util.CheckClassAdapter;
import org.objectweb.asm.util.Textifier;
import org.objectweb.asm.util.TraceMethodVisitor;

/**
 * Whether a class that was changed or made is one, before the JVM of somebody's command says that it is none. Four
 * readers look at it, for each sees what the others do not: ASM's verifier, which names the instruction; its adapter,
 * which knows the format and compares the stack maps with the code; the methods that are called, which a JVM seeks only
 * at the call; and the verifier of this JVM.
 *
 * @param types all classes as they will be
 */
record Check(ClassLoader types) {
    void of(String name, byte[] bytes) {
        ClassReader reader = new ClassReader(bytes);
        ClassNode type = new ClassNode();
        reader.accept(type, 0);
        for (MethodNode method : type.methods) {
            code(type, method);
        }
        try {
            reader.accept(new CheckClassAdapter(new ClassWriter(0)), 0);
            // Asked for its methods, a class is linked, and so verified, but not initialised.
            Class.forName(type.name.replace('/', '.'), false, types).getDeclaredMethods();
        } catch (RuntimeException | ReflectiveOperationException | LinkageError e) {
            throw new IllegalStateException(name + " is no valid class: " + e.getMessage(), e);
        }
    }

    private void code(ClassNode type, MethodNode method) {
        SimpleVerifier verifier = new SimpleVerifier(Opcodes.ASM9, Type.getObjectType(type.name),
                type.superName == null ? null : Type.getObjectType(type.superName),
                type.interfaces.stream().map(Type::getObjectType).toList(),
                (type.access & Opcodes.ACC_INTERFACE) != 0) {
        };
        verifier.setClassLoader(types);
        try {
            new Analyzer<BasicValue>(verifier).analyze(type.name, method);
        } catch (AnalyzerException e) {
            throw wrong(type, method, e.node, e.getMessage(), e);
        }
        for (AbstractInsnNode instruction : method.instructions) {
            if (instruction instanceof MethodInsnNode call && isOurs(type.name) && !exists(call)) {
                throw wrong(type, method, call, "there is no such method", null);
            }
        }
    }

    /** What libraries call is their affair, and for some of it they are prepared not to find it. */
    private static boolean isOurs(String type) {
        return type.contains("$$");
    }

    private boolean exists(MethodInsnNode call) {
        try {
            return call.owner.startsWith("[")
                    || exists(Class.forName(call.owner.replace('/', '.'), false, types), call);
        } catch (ClassNotFoundException e) {
            return false;
        } catch (LinkageError toldWhenItsTurnComes) {
            return true;
        }
    }

    private static boolean exists(Class<?> owner, MethodInsnNode call) {
        if (call.name.equals("<init>")) {
            return Arrays.stream(owner.getDeclaredConstructors()).map(Type::getConstructorDescriptor)
                    .anyMatch(call.desc::equals);
        }
        for (Method method : owner.getDeclaredMethods()) {
            if (method.getName().equals(call.name) && Type.getMethodDescriptor(method).equals(call.desc)) {
                return true;
            }
        }
        Class<?> parent = owner.isInterface() ? Object.class : owner.getSuperclass();
        return Stream.concat(Stream.ofNullable(parent), Arrays.stream(owner.getInterfaces()))
                .anyMatch(above -> exists(above, call));
    }

    private static IllegalStateException wrong(ClassNode type, MethodNode method, AbstractInsnNode instruction,
                                               String why, Exception cause) {
        String where = "";
        if (instruction != null) {
            Textifier text = new Textifier();
            instruction.accept(new TraceMethodVisitor(text));
            where = " at instruction " + method.instructions.indexOf(instruction) + ", "
                    + text.getText().get(0).toString().strip();
        }
        return new IllegalStateException(type.name + '.' + method.name + method.desc + where + ": " + why, cause);
    }
}
