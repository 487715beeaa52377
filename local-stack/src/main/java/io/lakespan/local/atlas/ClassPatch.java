package io.lakespan.local.atlas;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * A change in one compiled class of Atlas that lets it run on today's Java.
 *
 * @param jar the library the class comes from, without folder
 * @param className with slashes
 * @param emptied methods without arguments or result that shall do nothing
 * @param constants constants in the code, and what shall stand there
 */
record ClassPatch(String jar, String className, Set<String> emptied, Map<Object, Object> constants) {
    static final List<ClassPatch> ALL = List.of(
            // These two change final fields by reflection, which Java 12 and later forbid.
            new ClassPatch(
                    "atlas-graphdb-janus-2.1.0.jar",
                    "org/apache/atlas/repository/graphdb/janus/AtlasJanusGraphDatabase",
                    Set.of("addHBase2Support", "addSolr6Index"),
                    Map.of()),
            // Does what addSolr6Index was to do.
            new ClassPatch(
                    "janusgraph-core-0.5.1.jar",
                    "org/janusgraph/diskstorage/StandardIndexProvider",
                    Set.of(),
                    Map.of("org.janusgraph.diskstorage.solr.SolrIndex", "org.janusgraph.diskstorage.solr.Solr6Index")),
            // At the first start two upgrades wait these seconds each for entities that cannot be there.
            new ClassPatch("atlas-intg-2.1.0.jar", "org/apache/atlas/pc/WorkItemConsumer", Set.of(), Map.of(5L, 1L)));

    ClassPatch {
        emptied = Set.copyOf(emptied);
        constants = Map.copyOf(constants);
    }

    /** Writes the changed class below a folder that precedes the libraries on the class path. */
    void apply(Path libraries, Path folder) throws IOException {
        Path target = folder.resolve(className + ".class");
        Files.createDirectories(target.getParent());
        Files.write(target, changed(original(libraries)));
    }

    private byte[] original(Path libraries) throws IOException {
        try (ZipFile library = new ZipFile(libraries.resolve(jar).toFile());
                InputStream content = library.getInputStream(new ZipEntry(className + ".class"))) {
            return content.readAllBytes();
        }
    }

    private byte[] changed(byte[] original) {
        ClassWriter writer = new ClassWriter(0);
        Change change = new Change(writer);
        new ClassReader(original).accept(change, 0);
        if (change.count < emptied.size() + constants.size()) {
            throw new BridgeException(
                    ErrorCode.INTERNAL,
                    className + " in " + jar + " is not the class that this version of Lakespan changes");
        }
        return writer.toByteArray();
    }

    private final class Change extends ClassVisitor {
        private int count;

        Change(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String type, String signature, String[] exceptions) {
            MethodVisitor next = super.visitMethod(access, name, type, signature, exceptions);
            if (!emptied.contains(name)) {
                return new ChangedConstants(next);
            }
            count++;
            next.visitCode();
            next.visitInsn(Opcodes.RETURN);
            next.visitMaxs(0, 0);
            next.visitEnd();
            // Drops what the method did; a visitor that passes nothing on.
            return new MethodVisitor(Opcodes.ASM9) {};
        }

        private final class ChangedConstants extends MethodVisitor {
            ChangedConstants(MethodVisitor next) {
                super(Opcodes.ASM9, next);
            }

            @Override
            public void visitLdcInsn(Object value) {
                if (constants.containsKey(value)) {
                    count++;
                }
                super.visitLdcInsn(constants.getOrDefault(value, value));
            }
        }
    }
}
