package dev.legwork.worker.version;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * Names a build by what it consists of: the same classes give the same name, whenever and wherever
 * they were built or started.
 */
public final class BuildId {
  private static final String OURS = "dev/legwork/";
  private static final int LETTERS = 12;

  private BuildId() {}

  /** Of the classes and migrations of this process's class path. */
  public static String ofThisProcess() {
    return of(System.getProperty("java.class.path"));
  }

  static String of(String classPath) {
    List<String> lines = new ArrayList<>();
    for (String entry : classPath.split(File.pathSeparator)) {
      addEntry(Path.of(entry), lines);
    }
    Collections.sort(lines);
    MessageDigest digest = sha256();
    lines.stream().distinct().forEach(line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));
    return HexFormat.of().formatHex(digest.digest()).substring(0, LETTERS);
  }

  private static void addEntry(Path entry, List<String> lines) {
    try {
      if (Files.isDirectory(entry)) {
        addFolder(entry, lines);
      } else if (entry.getFileName().toString().startsWith("legwork-")) {
        addJar(entry, lines);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + entry, e);
    }
  }

  private static void addJar(Path jar, List<String> lines) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      file.stream()
          .filter(entry -> counts(entry.getName()))
          .forEach(entry -> lines.add(line(entry.getName(), entry.getSize(), entry.getCrc())));
    }
  }

  private static void addFolder(Path folder, List<String> lines) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString().replace(File.separatorChar, '/');
        if (counts(name)) {
          byte[] bytes = Files.readAllBytes(file);
          CRC32 crc = new CRC32();
          crc.update(bytes);
          lines.add(line(name, bytes.length, crc.getValue()));
        }
      }
    }
  }

  private static boolean counts(String name) {
    return name.startsWith(OURS) && name.endsWith(".class") || name.startsWith("db/migration/");
  }

  private static String line(String name, long size, long crc) {
    return name + " " + size + " " + crc + "\n";
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
