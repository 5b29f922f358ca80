package io.countersign.spring.mail;

import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.countersign.notice.Letter;
import io.countersign.spring.text.Templates;
import io.countersign.spring.text.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/** Writes letters by our templates, in the language of who gets them. Thread safe. */
final class TemplateWriter implements LetterWriter {
    private static final Words.Source WORDS =
            new Words.Source("io.countersign.spring.mail.texts", "approval.mail.", "dir");

    private final TemplateEngine engine = Templates.ours();
    private final @Nullable MessageSource hosts;
    private final @Nullable String postUrl;

    /**
     * Writes with the host's words where it has any.
     *
     * @param postUrl where users of the host see a post, with {workspace} and {post} in it; null for nowhere
     */
    TemplateWriter(@Nullable MessageSource hosts, @Nullable String postUrl) {
        this.hosts = hosts;
        this.postUrl = postUrl;
    }

    @Override
    public Mail write(Letter letter) {
        Words texts = Words.in(letter.to().language(), WORDS, hosts);
        LetterView view = letter instanceof Letter.ToUser toUser
                ? new UserLetter(texts, toUser, postUrl).view()
                : ApproverLetter.view(texts, (Letter.ToApprover) letter);
        StringOutput html = new StringOutput();
        engine.render("mail/letter.jte", view, html);
        return new Mail(view.title(), PlainText.of(view), html.toString());
    }
}
