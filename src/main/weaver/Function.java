import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.GeneratorAdapter;
import org.objectweb.asm.commons.Method;

/**
 * The class that stands for a lambda, or for several that capture nothing: then it captures which of them it is.
 *
 * @param name     its own
 * @param host     of the nest, whose private methods it may call
 * @param version  the class format
 * @param called   the one method of the interface
 * @param creation from what is captured to the interface
 * @param erased   the method's type as it is called
 * @param bodies   what it calls
 */
record Function(String name, String host, int version, String called, String creation, Type erased, List<Body> bodies) {
    /** @param actual the method's type as it was written, type arguments filled in */
    record Body(Handle handle, Type actual) {
    }

    byte[] bytes() {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
        String itself = Type.getReturnType(creation).getInternalName();
        writer.visit(version, Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC, name, null,
                "java/lang/Object",
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
            writer.visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL, "c" + i, captured[i].getDescriptor(), null,
                    null);
            code.loadThis();
            code.loadArg(i);
            code.putField(self(), "c" + i, captured[i]);
        }
        code.returnValue();
        code.endMethod();
    }

    private void factory(ClassWriter writer, Type[] captured) {
        GeneratorAdapter code = new GeneratorAdapter(Opcodes.ACC_STATIC, new Method("of", creation), null, null,
                writer);
        code.newInstance(self());
        code.dup();
        code.loadArgs();
        code.invokeConstructor(self(), new Method("<init>", Type.VOID_TYPE, captured));
        code.returnValue();
        code.endMethod();
    }

    private void call(ClassWriter writer, Type[] captured) {
        GeneratorAdapter code = new GeneratorAdapter(Opcodes.ACC_PUBLIC, new Method(called, erased.getDescriptor()),
                null, null, writer);
        if (bodies.size() == 1) {
            call(code, bodies.get(0), captured);
        } else {
            Label[] labels = bodies.stream().map(body -> new Label()).toArray(Label[]::new);
            load(code, 0, Type.INT_TYPE);
            code.visitTableSwitchInsn(0, labels.length - 1, labels[labels.length - 1], labels);
            for (int i = 0; i < labels.length; i++) {
                code.mark(labels[i]);
                call(code, bodies.get(i), new Type[0]);
            }
        }
        code.endMethod();
    }

    private void load(GeneratorAdapter code, int field, Type type) {
        code.loadThis();
        code.getField(self(), "c" + field, type);
    }

    private void call(GeneratorAdapter code, Body body, Type[] captured) {
        Handle handle = body.handle();
        boolean creates = handle.getTag() == Opcodes.H_NEWINVOKESPECIAL;
        Type owner = Type.getObjectType(handle.getOwner());
        List<Type> wanted = new ArrayList<>(List.of(Type.getArgumentTypes(handle.getDesc())));
        if (creates) {
            code.newInstance(owner);
            code.dup();
        } else if (handle.getTag() != Opcodes.H_INVOKESTATIC) {
            wanted.add(0, owner);
        }
        int own = wanted.size() - erased.getArgumentTypes().length;
        for (int i = 0; i < own; i++) {
            load(code, i, captured[i]);
        }
        for (int i = 0; i < erased.getArgumentTypes().length; i++) {
            code.loadArg(i);
            convert(code, erased.getArgumentTypes()[i], body.actual().getArgumentTypes()[i], wanted.get(own + i));
        }
        code.visitMethodInsn(opcode(handle), handle.getOwner(), handle.getName(), handle.getDesc(),
                handle.isInterface());
        Type result = creates ? owner : Type.getReturnType(handle.getDesc());
        if (erased.getReturnType() != Type.VOID_TYPE) {
            convert(code, result, result, erased.getReturnType());
        }
        // What is left on the stack where nobody wants a result ends with the method.
        code.visitInsn(erased.getReturnType().getOpcode(Opcodes.IRETURN));
    }

    private static int opcode(Handle handle) {
        return switch (handle.getTag()) {
            case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
            case Opcodes.H_NEWINVOKESPECIAL -> Opcodes.INVOKESPECIAL;
            default -> handle.isInterface() ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
        };
    }

    /**
     * From {@code given}, known to be an {@code exact}, to {@code wanted}: a cast, a box, an unboxing, a wider number.
     */
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
        for (Type primitive : new Type[] {Type.BOOLEAN_TYPE, Type.CHAR_TYPE, Type.BYTE_TYPE, Type.SHORT_TYPE,
            Type.INT_TYPE,
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
