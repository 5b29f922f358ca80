package io.countersign.spring;

import io.countersign.CheckpointTerms;
import io.countersign.canonical.Secret;
import io.countersign.jdbc.ApprovalSchema;
import io.countersign.notice.NoticeTerms;
import io.countersign.notice.QuietHours;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Everything of Countersign that is set by properties.
 *
 * @param enabled whether anything of it is configured at all
 * @param node what names this node in the record: 1 to 100 visible ASCII characters, such as "${HOSTNAME}". Default: a random
 *     name, the same as long as the process lives
 * @param dataSource name of the data source's bean, where there are several and none is primary
 * @param tablePrefix what the names of all tables begin with: up to 20 lower-case letters and underscores
 * @param schema what is done about missing tables at start: "validate" refuses to start, "migrate" makes them, "never" does
 *     not look. Default: "migrate" on an embedded database, else "validate"
 */
@ConfigurationProperties("approval")
public record ApprovalProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable String node,
        @Nullable String dataSource,
        @DefaultValue("approval_") String tablePrefix,
        ApprovalSchema.@Nullable Mode schema,
        @DefaultValue Web web,
        @DefaultValue Page page,
        @DefaultValue Links links,
        @DefaultValue Sessions sessions,
        @DefaultValue Dispatcher dispatcher,
        @DefaultValue Classifier classifier,
        @DefaultValue Record record,
        @DefaultValue Notice notice,
        @DefaultValue Mail mail) {
    public ApprovalProperties {
        node = node == null || node.isBlank() ? null : node;
    }

    /** How passwords of links are hashed. */
    public enum PasswordHashing {
        /** By Argon2id, in native code. */
        ARGON2,
        /** By Argon2id in Java, which needs org.bouncycastle:bcprov-jdk18on. */
        ARGON2_JAVA,
        /** By PBKDF2-HMAC-SHA-256, for hosts that may use approved algorithms alone. */
        PBKDF2
    }

    /** What is done with a post that missed its time. */
    public enum MissedSchedule {
        /** It waits to be released. */
        WAIT,
        /** It goes out at once. */
        PUBLISH
    }

    /**
     * The HTTP API and the reviewer page.
     *
     * @param enabled whether they are served
     * @param basePath path below which they are served
     * @param baseUrl address under which people reach this host, context path included; https, or http on the loopback
     *     interface. Required while they are served, for links are made of it
     * @param showReviewers whether people with a link are told who else decided
     * @param mediaHosts origins from which the reviewer page may show images and videos, such as "https://cdn.example"
     * @param security whether a security filter chain of our own opens the reviewer page and its API, and nothing else, to
     *     people without an account
     */
    public record Web(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("/approval") String basePath,
            @Nullable String baseUrl,
            @DefaultValue("false") boolean showReviewers,
            @DefaultValue List<String> mediaHosts,
            @DefaultValue("true") boolean security) {
        private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+");
        private static final Pattern HOST = Pattern.compile("https?://[A-Za-z0-9.*\\-]+(:\\d{1,5})?");

        public Web {
            if (!PATH.matcher(basePath).matches())
                throw new IllegalArgumentException(
                        "approval.web.base-path must begin with a slash and not end with one, as /approval does, and is '%s'"
                                .formatted(basePath));
            baseUrl = baseUrl == null || baseUrl.isBlank() ? null : address(baseUrl.strip());
            mediaHosts = List.copyOf(mediaHosts);
            for (String host : mediaHosts)
                if (!HOST.matcher(host).matches())
                    throw new IllegalArgumentException(
                            "approval.web.media-hosts must be origins such as https://cdn.example, and one is '%s'"
                                    .formatted(host));
        }

        private static String address(String url) {
            URI uri = URI.create(url);
            if (uri.getHost() == null || uri.getRawQuery() != null || uri.getRawFragment() != null)
                throw new IllegalArgumentException(
                        "approval.web.base-url must be an address such as https://approvals.example, and is '%s'"
                                .formatted(url));
            return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        }
    }

    /**
     * How the reviewer page looks, and in which languages. What stands here is seen before unlock too, and the same in every
     * workspace. A file is a resource such as "classpath:/brand/logo.svg" or "file:/etc/brand/logo.svg", at most 512 KiB, that
     * the page serves itself.
     *
     * @param enabled whether the page is served; without it, the review API is, for a page of the host's own
     * @param name at the top of the page and in its title. Default: "Review", in the reader's language
     * @param logo picture in place of the name: a file, or an https address of one of approval.web.media-hosts, which is loaded
     *     after unlock only
     * @param darkLogo the same for dark mode. Default: the logo
     * @param icon picture in the browser's tab: a file
     * @param stylesheet styles that come after ours: a file
     * @param imprintUrl where is told who is responsible, such as "https://platform.example/imprint" or "/imprint"
     * @param privacyUrl where is told what becomes of people's data
     * @param languages offered, the standard one first; others than ours need the host's words (approval.page.dir and its like)
     * @param templates package of jte templates of the host's that replace ours, such as "com.example.review"
     * @param colors in light mode
     * @param darkColors in dark mode
     */
    public record Page(
            @DefaultValue("true") boolean enabled,
            @Nullable String name,
            @Nullable String logo,
            @Nullable String darkLogo,
            @Nullable String icon,
            @Nullable String stylesheet,
            @Nullable String imprintUrl,
            @Nullable String privacyUrl,

            @DefaultValue({"en", "de", "es", "fr", "ar", "ja"})
            List<Locale> languages,

            @Nullable String templates,
            @DefaultValue Colors colors,
            @DefaultValue Colors darkColors) {
        private static final Pattern ADDRESS = Pattern.compile("(https?://|mailto:|/(?!/))[^\\s\"'<>]+");

        public Page {
            languages = List.copyOf(languages);
            address("imprint-url", imprintUrl);
            address("privacy-url", privacyUrl);
        }

        private static void address(String name, @Nullable String url) {
            if (url != null && !ADDRESS.matcher(url).matches())
                throw new IllegalArgumentException(
                        "approval.page.%s must be an address such as https://platform.example/imprint or /imprint, and is '%s'"
                                .formatted(name, url));
        }
    }

    /**
     * Colours such as "#14614d" or "rgb(20 97 77)". A warning at start tells of those that people could not read.
     *
     * @param accent of buttons and marks. Default in dark mode: the one for light, lightened until it can be read
     * @param onAccent of text on the accent. Default: black or white, whichever can be read better
     * @param background behind everything
     * @param surface of cards and fields
     * @param text on background and surface
     */
    public record Colors(
            @Nullable String accent,
            @Nullable String onAccent,
            @Nullable String background,
            @Nullable String surface,
            @Nullable String text) {}

    /**
     * Magic links.
     *
     * @param validity how long a new link works: one hour to 90 days
     * @param minPasswordLength fewest characters of a password that a person chooses: 8 to 128, and better not below 15
     * @param blockedWords words that are worth nothing within a password, such as the name of your company
     * @param keys keys of the links' secrets, by name: base64 of at least 32 random bytes each, kept outside the database, so
     *     that a stolen one opens no link. A name is stored with each link; without its key the link is unknown
     * @param currentKey name of the key that new links are under; others are moved to it when they are next opened. Needed
     *     where there are several
     * @param passwordHashing how passwords are hashed; those that were hashed otherwise are moved when they are next seen
     * @param pepperKeys keys of the passwords' hashes, by name, as those of the secrets. Default: passwords have no pepper
     * @param currentPepper name of the pepper that new passwords are under. Needed where there are several
     * @param hashingPermits how many passwords are hashed at a time, each in 19 MiB. Default: the number of processors, but
     *     no more than a quarter of the heap holds
     * @param unknownPerMinute how many unknown links or wrong secrets a source may name in a minute
     */
    public record Links(
            @DefaultValue("P30D") Duration validity,
            @DefaultValue("15") int minPasswordLength,
            @DefaultValue List<String> blockedWords,
            @DefaultValue Map<String, Secret> keys,
            @Nullable String currentKey,
            @DefaultValue("argon2") PasswordHashing passwordHashing,
            @DefaultValue Map<String, Secret> pepperKeys,
            @Nullable String currentPepper,
            @Nullable Integer hashingPermits,
            @DefaultValue("30") int unknownPerMinute) {}

    /**
     * Review sessions, which unlocking a link opens.
     *
     * @param idle how long one lives without a call
     * @param absolute how long one lives in all
     */
    public record Sessions(
            @DefaultValue("PT1H") Duration idle,
            @DefaultValue("PT12H") Duration absolute) {}

    /**
     * What happens by time alone: deadlines, reminders, missed times, and publishing what is due, where there is a publisher.
     *
     * @param enabled whether this node does it
     * @param interval pause between two runs
     * @param missedGrace how long after its time a post may still go out
     * @param missedSchedule what is done with a post that missed its time
     * @param attempts after how many failed attempts a post is given up
     * @param lease how long a node has a post to publish it; more than twice what a call of the publisher may take
     * @param backoff pause before the second attempt; doubled for each further one
     * @param maxBackoff longest pause between attempts
     * @param recheckEvery how often all that is in review is looked through for stages that nobody can clear any more
     */
    public record Dispatcher(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("PT5S") Duration interval,
            @DefaultValue("PT15M") Duration missedGrace,
            @DefaultValue("wait") MissedSchedule missedSchedule,
            @DefaultValue("5") int attempts,
            @DefaultValue("PT5M") Duration lease,
            @DefaultValue("PT30S") Duration backoff,
            @DefaultValue("PT1H") Duration maxBackoff,
            @DefaultValue("PT15M") Duration recheckEvery) {
        public Dispatcher {
            if (interval.isZero() || interval.isNegative())
                throw new IllegalArgumentException("approval.dispatcher.interval must be positive, and is " + interval);
        }
    }

    /**
     * Beans of the host that label posts before they are routed.
     *
     * @param timeLimit how long they may take; what is not labelled by then counts as unclassified
     * @param shadow name of the one whose labels are recorded to be compared and never used
     */
    public record Classifier(
            @DefaultValue("PT2S") Duration timeLimit,
            @Nullable String shadow) {}

    /**
     * What makes the record provable: checkpoints that are signed, and kept outside of the database.
     *
     * @param keys keys that checkpoints are signed by, by the name under which the public key is published: base64 of 32 random
     *     bytes each, kept outside the database. Default: beans of type CheckpointSigner, and without one no checkpoints
     * @param currentKey name of the key that signs from now on; the others follow it up once. Needed where there are several
     * @param origin what the checkpoints of this host's logs begin with, the same for ever
     * @param checkpointEvery how often a checkpoint is made while something changes
     * @param anchorFolder folder in which each checkpoint is kept as a file, where who runs the database does not write
     */
    public record Record(
            @DefaultValue Map<String, Secret> keys,
            @Nullable String currentKey,
            @DefaultValue(CheckpointTerms.DEFAULT_ORIGIN) String origin,
            @DefaultValue("PT1M") Duration checkpointEvery,
            @Nullable Path anchorFolder) {}

    /**
     * Telling people what waits for them and what became of it, where there is a notifier.
     *
     * @param enabled whether this node does it
     * @param window for how long what a person is to be told is gathered into one letter
     * @param quietFrom local time from which nobody is told anything, such as 22:00. Default: never
     * @param quietUntil local time from which people are told again, such as 07:00
     * @param defaultZone time zone of people whose own the directory does not tell. Default: the system's
     * @param defaultLanguage language of people whose own the directory does not tell
     */
    public record Notice(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("PT5M") Duration window,
            @Nullable LocalTime quietFrom,
            @Nullable LocalTime quietUntil,
            @Nullable ZoneId defaultZone,
            @DefaultValue("en") Locale defaultLanguage) {
        public Notice {
            if ((quietFrom == null) != (quietUntil == null))
                throw new IllegalArgumentException(
                        "approval.notice.quiet-from and quiet-until go together: set both, or none for no quiet hours");
        }

        /** The same with everything that is not set. */
        public NoticeTerms terms() {
            NoticeTerms standard = NoticeTerms.standard();
            NoticeTerms terms =
                    standard.within(window).by(defaultZone == null ? standard.zone() : defaultZone, defaultLanguage);
            return quietFrom == null || quietUntil == null ? terms : terms.quiet(new QuietHours(quietFrom, quietUntil));
        }
    }

    /**
     * Letters by mail, through the host's JavaMailSender.
     *
     * @param enabled whether letters are sent by mail, where there is a sender's address
     * @param from address that letters come from; without one no mail is sent
     * @param postUrl where users of the host see a post, such as "https://platform.example/{workspace}/posts/{post}".
     *     Default: letters lead to no post
     */
    public record Mail(
            @DefaultValue("true") boolean enabled,
            @Nullable String from,
            @Nullable String postUrl) {
        public Mail {
            boolean leads = postUrl == null || postUrl.startsWith("https://") || postUrl.startsWith("http://");
            if (!leads)
                throw new IllegalArgumentException(
                        "approval.mail.post-url must begin with https:// or http://, and is '%s'".formatted(postUrl));
        }
    }
}
