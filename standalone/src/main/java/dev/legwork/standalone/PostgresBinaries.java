package dev.legwork.standalone;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs for this machine, unpacked once into the cache folder. */
final class PostgresBinaries {

  /** Named in the folder, so that another version is unpacked beside this one. */
  static final String VERSION = "18.6";

  private static final int OWNER_MAY_EXECUTE = 0100;

  private PostgresBinaries() {}

  /** The folder with {@code bin/postgres}, unpacked first where needed. */
  static Path locate() {
    String platform = platform();
    Path folder = CacheFolder.path().resolve("postgres").resolve(VERSION + "-" + platform);
    if (!Files.isExecutable(folder.resolve("bin/postgres"))) {
      unpack("/postgres-" + platform + ".txz", folder);
    }
    return folder;
  }

  private static String platform() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return (os.contains("mac") ? "darwin" : "linux")
        + (arch.contains("aarch64") || arch.contains("arm") ? "-arm_64" : "-x86_64");
  }

  private static void unpack(String resource, Path folder) {
    try (InputStream archive = PostgresBinaries.class.getResourceAsStream(resource)) {
      if (archive == null) {
        throw new CannotStart(
            "there is no embedded PostgreSQL for this machine; run one (15 or later) and name it"
                + " with --legwork.database.url=jdbc:postgresql://…");
      }
      Files.createDirectories(folder.getParent());
      Path work = Files.createTempDirectory(folder.getParent(), "unpack");
      unpack(archive, work);
      moveIntoPlace(work, folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unpack PostgreSQL to " + folder, e);
    }
  }

  private static void moveIntoPlace(Path work, Path folder) throws IOException {
    try {
      Files.move(work, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (!Files.isExecutable(folder.resolve("bin/postgres"))) {
        throw e;
      }
    }
  }

  private static void unpack(InputStream archive, Path folder) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(archive)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        write(entry, tar, folder.resolve(entry.getName()).normalize());
      }
    }
  }

  private static void write(TarArchiveEntry entry, InputStream content, Path file)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(file);
      return;
    }
    Files.createDirectories(file.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
    } else {
      Files.copy(content, file);
      if ((entry.getMode() & OWNER_MAY_EXECUTE) != 0 && !file.toFile().setExecutable(true)) {
        throw new IOException("cannot make " + file + " executable");
      }
    }
  }
}
