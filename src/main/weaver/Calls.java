import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.GeneratorAdapter;
import org.objectweb.asm.commons.Method;

/**
 * The class that makes the calls of an interface of C functions: a CFunction for each method, its arguments put in
 * their order.
 */
final class Calls extends ClassVisitor {
    private static final Type FUNCTION = Type.getObjectType("org/ipcctl/kernel/CFunction");
    private static final Type ARGUMENTS = Type.getObjectType("org/ipcctl/kernel/CArguments");
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
        writer.visit(Opcodes.V11, Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC,
                self.getInternalName(),
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
    public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
                                     String[] exceptions) {
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
                directions[parameter] |= annotation.equals(ANNOTATIONS + "In;") ? IN
                        : annotation.equals(ANNOTATIONS + "Out;") ? OUT : 0;
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
                code.invokeVirtual(ARGUMENTS, new Method("put", Type.VOID_TYPE,
                        pointer ? new Type[] {type} : new Type[] {type, Type.INT_TYPE}));
            }
        }
    }

    private static void call(GeneratorAdapter code, Type result) {
        String name = switch (result.getSort()) {
            case Type.INT, Type.VOID -> "callInt";
            case Type.LONG -> "callLong";
            default -> "callPointer";
        };
        code.invokeVirtual(FUNCTION,
                new Method(name, result == Type.VOID_TYPE ? Type.INT_TYPE : result, new Type[] {ARGUMENTS}));
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
