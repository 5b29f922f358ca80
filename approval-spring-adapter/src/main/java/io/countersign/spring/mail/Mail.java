package io.countersign.spring.mail;

/**
 * What a mail says, twice: as text, and as a whole HTML document.
 *
 * @param subject control characters in it are left out when it is sent
 */
public record Mail(String subject, String text, String html) {}
