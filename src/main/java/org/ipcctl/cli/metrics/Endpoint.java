package org.ipcctl.cli.metrics;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.ipcctl.cli.ValueType;

/**
 * Where to listen.
 *
 * @param text as the user wrote it
 */
record Endpoint(String text, InetSocketAddress address) {
    static final ValueType<Endpoint> KIND = ValueType.custom("ADDR:PORT", Endpoint.class, Endpoint::parse);
    private static final int LAST_PORT = 65_535;

    static Endpoint parse(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        String port = text.substring(colon + 1);
        if (host.isEmpty() || !port.matches("\\d{1,5}") || Integer.parseInt(port) > LAST_PORT
                || !bracketed && host.indexOf(':') >= 0) {
            throw new IllegalArgumentException(
                    "is not an address and a port; write them as 127.0.0.1:9477 or [::1]:9477");
        }
        try {
            return new Endpoint(text, new InetSocketAddress(InetAddress.getByName(host), Integer.parseInt(port)));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("names no address of this host");
        }
    }

    /** Whether only this host reaches it. */
    boolean isLoopback() {
        return address.getAddress().isLoopbackAddress();
    }

    /** As a client writes {@code address}. */
    static String url(InetSocketAddress address, String path) {
        String host = address.getAddress().getHostAddress();
        return "http://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + address.getPort() + path;
    }
}
