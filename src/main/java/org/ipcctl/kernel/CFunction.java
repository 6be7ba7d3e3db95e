package org.ipcctl.kernel;

import com.kenai.jffi.CallContext;
import com.kenai.jffi.CallingConvention;
import com.kenai.jffi.Library;
import com.kenai.jffi.Type;
import jnr.ffi.Pointer;

/**
 * A C function, called as jnr's stubs by reflection call it: through jffi, the engine below jnr-ffi. The classes that
 * the build writes for the interfaces of {@link Native#load} are made of these, because what jnr does to implement an
 * interface at run time takes longer than all the rest of a small command.
 */
public final class CFunction {
    private final String name;
    private final boolean keepsErrno;
    private final String types;
    private CallContext context;
    private long address;

    /**
     * @param name       of the function
     * @param keepsErrno whether errno is read after each call
     * @param types      the result and the parameters, a letter each: i, s and l are int, short and long as Java has
     *                   them, p is an address, v is void
     */
    public CFunction(String name, boolean keepsErrno, String types) {
        this.name = name;
        this.keepsErrno = keepsErrno;
        this.types = types;
    }

    /** Room for the arguments of one call, to be filled in their order. */
    public CArguments arguments() {
        if (context == null) {
            resolve();
        }
        return new CArguments(context, address, types);
    }

    private synchronized void resolve() {
        if (context != null) {
            return;
        }
        for (int i = 0; address == 0 && i < Native.LIBRARIES.length; i++) {
            Library library = Library.getCachedInstance(Native.LIBRARIES[i], Library.LAZY | Library.GLOBAL);
            address = library == null ? 0 : library.getSymbolAddress(name);
        }
        if (address == 0) {
            throw new UnsatisfiedLinkError(name);
        }
        Type[] parameters = new Type[types.length() - 1];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = type(types.charAt(i + 1));
        }
        context = CallContext.getCallContext(type(types.charAt(0)), parameters, CallingConvention.DEFAULT, keepsErrno);
    }

    private static Type type(char letter) {
        return switch (letter) {
            case 'i' -> Type.SINT32;
            case 's' -> Type.SINT16;
            case 'l' -> Type.SINT64;
            case 'p' -> Type.POINTER;
            default -> Type.VOID;
        };
    }

    /** Calls it for an int, or for nothing. */
    public int callInt(CArguments arguments) {
        return arguments.callInt();
    }

    /** Calls it for a long. */
    public long callLong(CArguments arguments) {
        return arguments.callLong();
    }

    /** Calls it for an address; null is none. */
    public Pointer callPointer(CArguments arguments) {
        long result = arguments.callAddress();
        return result == 0 ? null : Pointer.wrap(Native.runtime(), result);
    }
}
