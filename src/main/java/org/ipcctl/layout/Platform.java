package org.ipcctl.layout;

import static org.ipcctl.layout.Scalar.CHAR;
import static org.ipcctl.layout.Scalar.BOOL;
import static org.ipcctl.layout.Scalar.F32;
import static org.ipcctl.layout.Scalar.F64;
import static org.ipcctl.layout.Scalar.I16;
import static org.ipcctl.layout.Scalar.I32;
import static org.ipcctl.layout.Scalar.I64;
import static org.ipcctl.layout.Scalar.I8;
import static org.ipcctl.layout.Scalar.U16;
import static org.ipcctl.layout.Scalar.U32;
import static org.ipcctl.layout.Scalar.U64;
import static org.ipcctl.layout.Scalar.U8;

import java.util.HashMap;
import java.util.Map;

/**
 * What C types are on this machine: LP64 Linux, little-endian, each basic type aligned to its size. That is x86-64 and
 * aarch64 alike; where the two differ, {@link #ARM} decides. See the System V ABI and {@code system_data_types(7)}.
 */
final class Platform {
    private static final boolean ARM = System.getProperty("os.arch").equals("aarch64");

    /** Signed on x86-64, unsigned on aarch64. Plain char is so too; only in expressions, for it is text elsewhere. */
    private static final Scalar WCHAR = ARM ? U32 : I32;
    static final Scalar CHARACTER = ARM ? U8 : I8;
    /** {@code nlink_t} and {@code blksize_t} are wider on x86-64. */
    private static final Scalar NLINK = ARM ? U32 : U64;
    private static final Scalar BLKSIZE = ARM ? I32 : I64;

    /** Types that are one word. */
    private static final Map<String, Scalar> TYPES = new HashMap<>();
    private static final Map<String, String> MACROS = new HashMap<>();

    static {
        types(I8, "int8_t", "int_least8_t", "int_fast8_t", "__s8");
        types(U8, "uint8_t", "uint_least8_t", "uint_fast8_t", "u_char", "u_int8_t", "cc_t", "__u8", "char8_t");
        types(I16, "int16_t", "int_least16_t", "short", "__s16");
        types(U16, "uint16_t", "uint_least16_t", "ushort", "u_short", "u_int16_t", "char16_t", "sa_family_t",
                "in_port_t", "__u16");
        types(I32, "int32_t", "int_least32_t", "int", "pid_t", "key_t", "clockid_t", "sig_atomic_t", "__s32");
        types(U32, "uint32_t", "uint_least32_t", "uint", "u_int", "u_int32_t", "uid_t", "gid_t", "id_t", "mode_t",
                "char32_t",
                "in_addr_t", "socklen_t", "useconds_t", "wint_t", "__u32");
        types(I64, "int64_t", "int_least64_t", "int_fast16_t", "int_fast32_t", "int_fast64_t", "intmax_t", "intptr_t",
                "ptrdiff_t",
                "ssize_t", "long", "time_t", "off_t", "off64_t", "loff_t", "suseconds_t", "clock_t", "blkcnt_t",
                "register_t", "__s64");
        types(U64, "uint64_t", "uint_least64_t", "uint_fast16_t", "uint_fast32_t", "uint_fast64_t", "uintmax_t",
                "uintptr_t",
                "size_t", "ulong", "u_long", "u_int64_t", "dev_t", "ino_t", "ino64_t", "rlim_t", "nfds_t", "fsblkcnt_t",
                "fsfilcnt_t",
                "pthread_t", "__u64");
        types(F32, "float", "float_t");
        types(F64, "double", "double_t");
        types(BOOL, "bool", "_Bool");
        types(CHAR, "char");
        types(WCHAR, "wchar_t");
        types(NLINK, "nlink_t");
        types(BLKSIZE, "blksize_t");
        TYPES.put("timer_t", Scalar.PTR);
        for (String one : new String[] {"__LP64__", "_LP64", "__linux__", "__linux", "__unix__", "__STDC__",
            "__STDC_HOSTED__",
            ARM ? "__aarch64__" : "__x86_64__"}) {
            MACROS.put(one, "1");
        }
        MACROS.putAll(Map.of("__STDC_VERSION__", "201710L", "__BYTE_ORDER__", "1234", "__ORDER_LITTLE_ENDIAN__", "1234",
                "__ORDER_BIG_ENDIAN__", "4321", "__CHAR_BIT__", "8", "__SIZEOF_POINTER__", "8", "__SIZEOF_INT__", "4",
                "__SIZEOF_LONG__", "8", "__GNUC__", "12", "__GNUC_MINOR__", "0"));
        // Sizes of arrays, from limits.h, that headers take for granted.
        MACROS.putAll(Map.of("PATH_MAX", "4096", "NAME_MAX", "255", "CHAR_BIT", "8"));
    }

    private Platform() {}

    private static void types(Scalar scalar, String... names) {
        for (String name : names) {
            TYPES.put(name, scalar);
        }
    }

    /** The type that C calls {@code name}, or null. */
    static Scalar type(String name) {
        return TYPES.get(name);
    }

    static Iterable<String> typeNames() {
        return TYPES.keySet();
    }

    /** What the compiler and limits.h define: name and replacement. */
    static Map<String, String> macros() {
        return MACROS;
    }
}
