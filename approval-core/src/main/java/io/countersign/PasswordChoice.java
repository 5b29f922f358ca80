package io.countersign;

import io.countersign.approver.Approver;
import io.countersign.canonical.Secret;
import io.countersign.identity.WorkspaceId;
import io.countersign.link.LinkPassword;
import io.countersign.link.PasswordRules;
import io.countersign.problem.InvalidInputException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The password of a link that is made: generated, or a person's own, held to what the host and the link know of it. */
final class PasswordChoice {
    private static final Logger LOG = LoggerFactory.getLogger(PasswordChoice.class);

    private final LinkTerms terms;

    PasswordChoice(LinkTerms terms) {
        this.terms = terms;
    }

    /**
     * The password.
     *
     * @param chosen null to have one generated
     * @param warnings gets what whoever makes the link should know
     * @throws InvalidInputException for {@code password}, with the reason
     */
    LinkPassword password(@Nullable Secret chosen, WorkspaceId workspace, Approver approver, List<String> warnings) {
        if (chosen == null) return LinkPassword.generate();
        PasswordRules rules = terms.passwords().and(around(workspace, approver));
        LinkPassword password = LinkPassword.chosen(chosen, rules);
        if (isBreached(password.canonical(), warnings))
            throw new InvalidInputException("password", "is known from a breach of another site; choose another one");
        return password;
    }

    /** It has passed all other rules, so that a service that is down keeps no link from being made (S-19). */
    private boolean isBreached(Secret password, List<String> warnings) {
        try {
            return terms.breaches().isBreached(password);
        } catch (RuntimeException failed) {
            LOG.warn("Whether a link's password is known from a breach could not be found out; it is accepted", failed);
            warnings.add("It could not be found out whether the password is known from a breach of another site.");
            return false;
        }
    }

    private Map<String, String> around(WorkspaceId workspace, Approver approver) {
        Map<String, String> words = new HashMap<>();
        String baseUrl = terms.baseUrl();
        String host = baseUrl == null ? null : URI.create(baseUrl).getHost();
        if (host != null) words.put(host, "the name of this site");
        words.put(workspace.value(), "the name of the workspace");
        String email = approver.email();
        if (email != null) words.put(email, "the reviewer's e-mail address");
        words.put(approver.nameOrId(), "the reviewer's name");
        return words;
    }
}
