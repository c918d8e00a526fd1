package dev.legwork.alerting;

import dev.legwork.ledger.alert.Channel;
import dev.legwork.ledger.alert.StoredAlert;
import dev.legwork.saga.Alert.Severity;
import java.util.Properties;
import org.springframework.mail.MailException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Mails alerts, one mail each. */
final class MailChannel implements AlertChannel {
  private static final String PATIENCE_MS = "10000";

  private final AlertSettings.Mail settings;
  private final JavaMailSender sender;

  MailChannel(AlertSettings.Mail settings) {
    this.settings = settings;
    this.sender = sender(settings);
  }

  private static JavaMailSender sender(AlertSettings.Mail settings) {
    JavaMailSenderImpl sender = new JavaMailSenderImpl();
    sender.setHost(settings.host());
    sender.setPort(settings.port());
    sender.setDefaultEncoding("UTF-8");
    Properties properties = sender.getJavaMailProperties();
    properties.setProperty("mail.smtp.connectiontimeout", PATIENCE_MS);
    properties.setProperty("mail.smtp.timeout", PATIENCE_MS);
    properties.setProperty("mail.smtp.writetimeout", PATIENCE_MS);
    properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(settings.startTls()));
    properties.setProperty("mail.smtp.starttls.required", Boolean.toString(settings.startTls()));
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    if (!settings.username().isBlank()) {
      properties.setProperty("mail.smtp.auth", "true");
      sender.setUsername(settings.username());
      sender.setPassword(settings.password());
    }
    return sender;
  }

  @Override
  public Channel name() {
    return Channel.MAIL;
  }

  @Override
  public Severity leastSeverity() {
    return settings.leastSeverity();
  }

  @Override
  public void send(StoredAlert alert) throws NotSent {
    try {
      sender.send(message(alert));
    } catch (MailException e) {
      throw new NotSent(settings.host() + ":" + settings.port() + ": " + reason(e), e);
    }
  }

  private SimpleMailMessage message(StoredAlert stored) {
    SimpleMailMessage message = new SimpleMailMessage();
    message.setFrom(settings.from());
    message.setTo(settings.to().toArray(String[]::new));
    message.setSubject(
        "[Legwork %s] %s %s"
            .formatted(
                stored.alert().severity(),
                stored.alert().code(),
                stored.executionId() == null ? stored.account() : stored.executionId()));
    message.setText(
        """
        %s

        alert      %d
        account    %s
        execution  %s
        opened     %s
        changed    %s

        Seen it? ./legwork alerts --acknowledge %d --operator NAME
        """
            .formatted(
                stored.alert().text(),
                stored.id(),
                stored.account(),
                stored.executionId() == null ? "-" : stored.executionId(),
                stored.openedAt(),
                stored.changedAt(),
                stored.id()));
    return message;
  }

  /** Spring wraps what the server said in sentences of its own. */
  private static String reason(MailException e) {
    Throwable root = e.getMostSpecificCause();
    return root.getMessage() == null ? root.toString() : root.getMessage().strip();
  }
}
