package dev.legwork.simulator.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * A journal in a file, one transaction a line. Every line goes to the operating system before
 * {@link #append} returns: it survives {@code kill -9} of the process, though not the loss of the
 * machine. A torn last line, the mark of a process that died while writing, is cut off.
 */
public final class FileJournal implements Journal {
  private static final Logger log = LoggerFactory.getLogger(FileJournal.class);

  private final Path file;
  private final FileChannel channel;
  private final FileLock lock;

  private FileJournal(Path file, FileChannel channel, FileLock lock) {
    this.file = file;
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Opens or creates the journal.
   *
   * @param fresh forget what it holds
   * @throws IOException if it cannot be opened, or another process has it open
   */
  public static FileJournal open(Path file, boolean fresh) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    FileLock lock = lock(file, channel);
    if (fresh) {
      channel.truncate(0);
    }
    return new FileJournal(file, channel, lock);
  }

  private static FileLock lock(Path file, FileChannel channel) throws IOException {
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      log.debug("the journal {} is open in this process already", file, e);
    }
    if (lock == null) {
      channel.close();
      throw new IOException("the journal " + file + " is in use by another simulated gateway");
    }
    return lock;
  }

  @Override
  public List<List<JournalEntry>> read() {
    try {
      return parse(new String(bytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the journal " + file, e);
    }
  }

  private byte[] bytes() throws IOException {
    var buffer = ByteBuffer.allocate(Math.toIntExact(channel.size()));
    long position = 0;
    while (buffer.hasRemaining()) {
      int count = channel.read(buffer, position);
      if (count < 0) {
        break;
      }
      position += count;
    }
    return buffer.array();
  }

  private List<List<JournalEntry>> parse(String text) throws IOException {
    var transactions = new ArrayList<List<JournalEntry>>();
    int start = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      transactions.add(parseLine(text.substring(start, end), transactions.size() + 1));
      start = end + 1;
    }
    cutTo(text.substring(0, start).getBytes(StandardCharsets.UTF_8).length);
    return transactions;
  }

  private List<JournalEntry> parseLine(String line, int number) throws IOException {
    try {
      return JournalCodec.read(line);
    } catch (JacksonException e) {
      throw new IOException(
          "line " + number + " of the journal " + file + " is damaged; start with --fresh", e);
    }
  }

  private void cutTo(long length) throws IOException {
    if (length < channel.size()) {
      log.warn("the journal {} ends in the middle of a line; that transaction is dropped", file);
      channel.truncate(length);
    }
    channel.position(length);
  }

  @Override
  public void append(List<JournalEntry> transaction) {
    byte[] line = (JournalCodec.write(transaction) + "\n").getBytes(StandardCharsets.UTF_8);
    var buffer = ByteBuffer.wrap(line);
    try {
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the journal " + file, e);
    }
  }

  @Override
  public void close() {
    try {
      lock.release();
      channel.close();
    } catch (IOException e) {
      log.warn("the journal {} did not close cleanly", file, e);
    }
  }
}
