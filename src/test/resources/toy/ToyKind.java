package org.ipcctl.toy;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import org.ipcctl.inspect.Identity;
import org.ipcctl.inspect.IpcKind;
import org.ipcctl.inspect.Naming;
import org.ipcctl.inspect.Summary;
import org.ipcctl.kernel.FileStatus;

/** Files of the directory that the variable TOYS names. */
public final class ToyKind implements IpcKind<ToyKind.Toy> {
    public static final ToyKind KIND = new ToyKind();
    private static final Naming NAMING = Naming.of(new Naming.Files(System.getenv("TOYS"), "", null));

    /** One, and what is known of it. */
    public record Toy(String name, FileStatus status) {
    }

    private ToyKind() {}

    @Override
    public String word() {
        return "toy";
    }

    @Override
    public String plural() {
        return "toys";
    }

    @Override
    public Naming naming() {
        return NAMING;
    }

    @Override
    public List<Toy> list() {
        List<Toy> toys = new ArrayList<>();
        for (String file : new File(NAMING.files().directory()).list()) {
            toys.add(find("/" + file));
        }
        return toys;
    }

    @Override
    public Summary summary(Toy toy) {
        return Summary.of(toy.name(), toy.status()).size(toy.status().size());
    }

    @Override
    public Toy find(String name) {
        return new Toy(name, FileStatus.ofLink(NAMING.file(name)));
    }

    @Override
    public Identity identify(String name) {
        return Identity.open(find(name).status());
    }

    @Override
    public void remove(String name) {
        find(name);
        new File(NAMING.file(name)).delete();
    }
}
