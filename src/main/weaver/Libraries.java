import java.util.EnumSet;
import java.util.Set;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Takes out of libraries what they do at each start for features that ipcctl has no use of. The dearest are regular
 * expressions with a class of characters in them: the JDK makes those of lambdas, and a process's first lambda sets
 * java.lang.invoke up.
 */
final class Libraries {
    /** What is changed. */
    private enum Change {
        /** Java's version, taken apart by an expression where the JDK has the number. */
        JAVA_VERSION("com/kenai/jffi/Platform", "<init>"),
        /**
         * A platform of the caller's, named after no class: every jar is opened to find that it is missing, unless its
         * package is one of the JDK's.
         */
        FOREIGN_PLATFORM("jnr/ffi/Platform", "determinePlatform"),
        /** An expression for names of libraries, which one without classes of characters tells from others as well. */
        LIBRARY_NAMES("jnr/ffi/Platform", "<init>");

        private final String type;
        private final String method;

        Change(String type, String method) {
            this.type = type;
            this.method = method;
        }
    }

    private final Set<Change> outstanding = EnumSet.allOf(Change.class);

    static boolean concern(String type) {
        return EnumSet.allOf(Change.class).stream().anyMatch(change -> change.type.equals(type));
    }

    /** Another version of a library may do these things elsewhere, which has to be looked at then. */
    void checkAllDone() {
        if (!outstanding.isEmpty()) {
            throw new IllegalStateException("the libraries have no such place any more: " + outstanding);
        }
    }

    ClassVisitor changing(String type, ClassVisitor next) {
        return new ClassVisitor(Opcodes.ASM9, next) {
            @Override
            public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
                                             String[] exceptions) {
                MethodVisitor code = super.visitMethod(access, name, descriptor, signature, exceptions);
                for (Change change : Change.values()) {
                    if (change.type.equals(type) && change.method.equals(name)) {
                        return new Changed(code, change);
                    }
                }
                return code;
            }
        };
    }

    private final class Changed extends MethodVisitor {
        private final Change change;

        Changed(MethodVisitor next, Change change) {
            super(Opcodes.ASM9, next);
            this.change = change;
        }

        private boolean is(Change asked, boolean place) {
            if (change != asked || !place) {
                return false;
            }
            outstanding.remove(change);
            return true;
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            if (is(Change.JAVA_VERSION, name.equals("getProperty"))) {
                super.visitInsn(Opcodes.POP);
                super.visitInsn(Opcodes.ACONST_NULL);
            } else if (is(Change.FOREIGN_PLATFORM, name.equals("getProperty"))) {
                super.visitInsn(Opcodes.POP);
                super.visitLdcInsn("java.lang.Foreign");
            } else {
                super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
            }
        }

        /** The version for when there is no property. */
        @Override
        public void visitIntInsn(int opcode, int operand) {
            if (is(Change.JAVA_VERSION, opcode == Opcodes.BIPUSH)) {
                super.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Runtime", "version",
                        "()Ljava/lang/Runtime$Version;", false);
                super.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/Runtime$Version", "feature", "()I", false);
            } else {
                super.visitIntInsn(opcode, operand);
            }
        }

        @Override
        public void visitLdcInsn(Object value) {
            super.visitLdcInsn(is(Change.LIBRARY_NAMES, value.equals("lib.*\\.so.*$")) ? "\\.so" : value);
        }
    }
}
