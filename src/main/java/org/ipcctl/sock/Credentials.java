package org.ipcctl.sock;

/**
 * Who is at the other end, as the kernel vouches for it: {@code struct ucred}, SO_PEERCRED in {@code unix(7)}.
 *
 * @param pid the process; 0 where it is outside this pid name space
 * @param uid its effective user at the time
 * @param gid its effective group at the time
 */
public record Credentials(int pid, long uid, long gid) {
}
