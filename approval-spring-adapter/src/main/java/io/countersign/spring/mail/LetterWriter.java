package io.countersign.spring.mail;

import io.countersign.notice.Letter;

/**
 * Makes a mail of a letter. Ours writes it in the recipient's language, with the words of the message source where the host
 * has them under {@code approval.mail.…}; a bean of the host's takes its place.
 */
@FunctionalInterface
public interface LetterWriter {
    /** The letter in its addressee's language and time zone; called by several threads. */
    Mail write(Letter letter);
}
