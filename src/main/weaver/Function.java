import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.GeneratorAdapter;
import org.objectweb.asm.commons.Method;

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
record Function(String name, String host, int version, String called, String creation, Type erased, Handle body, Type actual) {
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
