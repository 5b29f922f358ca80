package io.countersign;

import io.countersign.argon2.Argon2Hashing;
import io.countersign.content.MediaResolver;
import io.countersign.identity.Directory;
import io.countersign.link.BreachedPasswordChecker;
import io.countersign.link.HashingGate;
import io.countersign.link.Link;
import io.countersign.link.PasswordHasher;
import io.countersign.link.PasswordRules;
import io.countersign.link.SecretMac;
import io.countersign.link.SessionLimits;
import io.countersign.link.Throttle;
import io.countersign.notice.NoticeTerms;
import io.countersign.notice.Notifier;
import io.countersign.notice.Telling;
import io.countersign.post.Terms;
import io.countersign.problem.Checks;
import io.countersign.problem.ConflictException;
import io.countersign.problem.IdempotencyMismatchException;
import io.countersign.publish.Publisher;
import io.countersign.routing.ContentClassifier;
import io.countersign.store.ApprovalStore;
import jakarta.validation.Validator;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Approvals for one store: who must approve what, a safe link for a client who has no account, the certainty that what was
 * approved is what is published, and a record of all of it.
 *
 * <pre>{@code
 * Approvals approvals = Approvals.on(store).publisher(linkedIn).build();
 * Post post = approvals.posts().create(call, PostForm.of(target, "Hello"));
 * }</pre>
 *
 * <p>Immutable and thread safe. It starts no thread: call {@link #tick()} every few seconds, on as many nodes as you like.
 */
public final class Approvals {
    private final Desk desk;
    private final Posts posts;
    private final Versions versions;
    private final Reviews reviews;
    private final BreakGlass breakGlass;
    private final Comments comments;
    private final Approvers approvers;
    private final Delegations delegations;
    private final Links links;
    private final ReviewSessions sessions;
    private final Routing routing;
    private final Queues queues;
    private final Stats stats;
    private final Records records;
    private final Checkpoints checkpoints;
    private final Retention retention;
    private final Dispatcher dispatcher;
    private final Rechecks rechecks;
    private final LinkEnds linkEnds;
    private final Housekeeping housekeeping;
    private final Notices notices;

    private Approvals(Builder builder) {
        desk = new Desk(builder.store, builder.directory, builder.checks, builder.telling(), builder.nodeName());
        PostDesk postDesk = new PostDesk(desk, builder.terms);
        LinkDesk linkDesk = new LinkDesk(desk);
        LinkTerms linkTerms = builder.linkTerms();
        Routers routers = new Routers();
        Classifying classifying = new Classifying(builder.classifying(), builder.checks);
        posts = new Posts(desk, postDesk, new Intake(desk, builder.media), new Submissions(routers, classifying));
        versions = new Versions(desk, postDesk);
        reviews = new Reviews(desk, postDesk);
        breakGlass = new BreakGlass(desk, postDesk);
        comments = new Comments(desk, postDesk);
        rechecks = new Rechecks(desk, postDesk, builder.recheckEvery);
        approvers = new Approvers(desk, rechecks);
        delegations = new Delegations(desk);
        linkEnds = new LinkEnds(desk);
        links = new Links(desk, linkDesk, linkTerms);
        sessions = new ReviewSessions(
                desk, linkDesk, linkTerms, new SourceLimit(builder.unknownLinksPerMinute, InstantSource.system()));
        routing = new Routing(desk, routers, classifying);
        queues = new Queues(desk);
        stats = new Stats(desk);
        checkpoints = new Checkpoints(desk, builder.checkpoints);
        records = new Records(desk, checkpoints, builder.checkpoints);
        retention = new Retention(desk);
        dispatcher = new Dispatcher(desk, postDesk, builder.terms, builder.publisher);
        housekeeping = new Housekeeping(desk);
        notices = new Notices(desk, builder.noticeTerms, builder.notifier, builder.baseUrl);
    }

    /** Starts building, on this store; everything else has a default. */
    public static Builder on(ApprovalStore store) {
        return new Builder(store);
    }

    public Posts posts() {
        return posts;
    }

    public Versions versions() {
        return versions;
    }

    public Reviews reviews() {
        return reviews;
    }

    public Comments comments() {
        return comments;
    }

    public BreakGlass breakGlass() {
        return breakGlass;
    }

    public Approvers approvers() {
        return approvers;
    }

    public Delegations delegations() {
        return delegations;
    }

    public Links links() {
        return links;
    }

    public ReviewSessions sessions() {
        return sessions;
    }

    public Routing routing() {
        return routing;
    }

    public Queues queues() {
        return queues;
    }

    public Stats stats() {
        return stats;
    }

    public Records records() {
        return records;
    }

    public Checkpoints checkpoints() {
        return checkpoints;
    }

    public Retention retention() {
        return retention;
    }

    public Dispatcher dispatcher() {
        return dispatcher;
    }

    public Notices notices() {
        return notices;
    }

    /** The host's directory, for who shows people. */
    public Directory directory() {
        return desk.directory;
    }

    /**
     * Does everything that is due now: deadlines, reminders, missed times, publishing; looks, now and then, for stages that
     * nobody can clear any more; announces links that end soon; makes checkpoints of the record; forgets what no call can need; then
     * tells people. See {@link Dispatcher#run()}, {@link Checkpoints#run()} and {@link Notices#run()}. Nodes may call it at the
     * same time.
     *
     * @throws IllegalStateException within a transaction of the host
     */
    public Tick tick() {
        Tick silent = tickSilently();
        Notices.Run told = notices.run();
        return new Tick(
                silent.moved(),
                silent.published(),
                silent.failed(),
                silent.rechecked(),
                silent.ending(),
                told.sent(),
                told.failed());
    }

    /**
     * As {@link #tick()}, but tells nobody: for a host that runs {@link #notices()} in a thread of their own, so that no mail
     * server keeps publishing waiting.
     */
    public Tick tickSilently() {
        Dispatcher.Run run = dispatcher.run();
        Tick tick = new Tick(run.moved(), run.published(), run.failed(), rechecks.sweep(), linkEnds.announce(), 0, 0);
        checkpoints.run();
        housekeeping.sweep();
        return tick;
    }

    /**
     * What an earlier call under the same idempotency key answered; empty where there was none that took effect.
     *
     * @throws IdempotencyMismatchException where that call had another fingerprint
     * @throws ConflictException where its answer is not kept: it held a secret, then with its thing's id, or somebody was erased
     *     since, whom it may have named
     */
    public Optional<String> answered(Call call) {
        return desk.answered(call);
    }

    /** Everything that a host may set. Not thread safe; build once. */
    public static final class Builder {
        /** How many unknown links or wrong secrets a source may name in a minute. */
        public static final int DEFAULT_UNKNOWN_LINKS_PER_MINUTE = 30;

        private static final Duration LONGEST_CLASSIFYING = Duration.ofMinutes(5);

        private final ApprovalStore store;
        private Directory directory = Directory.EMPTY;
        private MediaResolver media = MediaResolver.NONE;
        private @Nullable ContentClassifier classifier;
        private @Nullable ContentClassifier shadowClassifier;
        private Duration classifierLimit = Duration.ZERO;
        private Checks checks = Checks.standard();
        private Terms terms = Terms.DEFAULT;
        private Duration recheckEvery = Duration.ofMinutes(15);
        private @Nullable String node;
        private @Nullable Publisher publisher;
        private @Nullable Notifier notifier;
        private NoticeTerms noticeTerms = NoticeTerms.standard();
        private @Nullable String baseUrl;
        private Duration linkValidity = Link.STANDARD_VALIDITY;
        private PasswordRules passwords = PasswordRules.STANDARD;
        private @Nullable PasswordHasher hasher;
        private BreachedPasswordChecker breaches = BreachedPasswordChecker.NONE;
        private int hashingPermits = HashingGate.standardPermits();
        private SecretMac secretMac = SecretMac.withoutKey();
        private SessionLimits sessionLimits = SessionLimits.STANDARD;
        private int unknownLinksPerMinute = DEFAULT_UNKNOWN_LINKS_PER_MINUTE;
        private CheckpointTerms checkpoints = CheckpointTerms.NONE;

        private Builder(ApprovalStore store) {
            this.store = Objects.requireNonNull(store, "store");
        }

        /** Where approved posts go. Without one, nothing is ever claimed to be published. */
        public Builder publisher(Publisher target) {
            publisher = target;
            return this;
        }

        /**
         * What names this node in the record (S-99). Default: a random name, the same as long as the process lives.
         *
         * @throws IllegalArgumentException unless it has 1 to 100 visible ASCII characters
         */
        public Builder node(String name) {
            node = NodeName.checked(name);
            return this;
        }

        /** Who is in which group. Default: nobody but registered approvers. */
        public Builder directory(Directory hosts) {
            directory = hosts;
            return this;
        }

        /** Which bytes stand behind a medium. Default: unknown, and versions with such media are marked as unpinned. */
        public Builder mediaResolver(MediaResolver resolver) {
            media = resolver;
            return this;
        }

        /** Tells people what waits for them and what became of it. Without one nobody is told, and nothing is kept for it. */
        public Builder notifier(Notifier teller) {
            notifier = teller;
            return this;
        }

        /** When people are told. Default: {@link NoticeTerms#standard()}. */
        public Builder noticeTerms(NoticeTerms about) {
            noticeTerms = about;
            return this;
        }

        /**
         * What labels contents before they are routed. Default: nothing, and a policy must not ask for labels.
         *
         * @param timeLimit for all answers to one call; content without one by then counts as unclassified
         */
        public Builder classifier(ContentClassifier labels, Duration timeLimit) {
            if (timeLimit.isNegative() || timeLimit.isZero() || timeLimit.compareTo(LONGEST_CLASSIFYING) > 0)
                throw new IllegalArgumentException(
                        "A classifier is given up to %s, which %s is not".formatted(LONGEST_CLASSIFYING, timeLimit));
            classifier = Objects.requireNonNull(labels, "labels");
            classifierLimit = timeLimit;
            return this;
        }

        /** Asked beside the classifier, within the same limit; its labels are recorded to be compared and never used. */
        public Builder shadowClassifier(ContentClassifier labels) {
            shadowClassifier = Objects.requireNonNull(labels, "labels");
            return this;
        }

        /** Checks input by the host's validator. Default: Hibernate Validator without an expression language. */
        public Builder validator(Validator validator) {
            checks = Checks.with(validator);
            return this;
        }

        /** When posts are missed, retried and given up. Default: {@link Terms#DEFAULT}. */
        public Builder terms(Terms about) {
            terms = about;
            return this;
        }

        /**
         * How often {@link Approvals#tick()} looks through all that is in review for stages that nobody can clear any more,
         * which asks the directory. Default: every 15 minutes.
         */
        public Builder recheckEvery(Duration interval) {
            if (interval.isNegative() || interval.isZero())
                throw new IllegalArgumentException("The interval must be positive, and is " + interval);
            recheckEvery = interval;
            return this;
        }

        /**
         * Where the host serves the review page and API; a link is this, {@code /review/}, its id, and its secret in the
         * fragment. Without it, links cannot be made.
         *
         * @throws IllegalArgumentException unless it is https, or http on the loopback interface
         */
        public Builder baseUrl(String address) {
            baseUrl = LinkTerms.checked(address);
            return this;
        }

        /** How long a new link works; links that exist keep their end. Default: {@link Link#STANDARD_VALIDITY}. */
        public Builder linkValidity(Duration validity) {
            linkValidity = validity;
            return this;
        }

        /** What a chosen password must be. Default: {@link PasswordRules#STANDARD}. */
        public Builder passwordRules(PasswordRules rules) {
            passwords = rules;
            return this;
        }

        /** Knows passwords from breaches of other sites, and refuses them for links. Default: nobody is asked. */
        public Builder breachedPasswordChecker(BreachedPasswordChecker checker) {
            breaches = checker;
            return this;
        }

        /**
         * Hashes passwords. Default: Argon2id by native code. Take {@link io.countersign.link.MixedHashing} to move from one
         * to another, and {@link io.countersign.link.Peppered} for a key of the host's own.
         */
        public Builder passwordHasher(PasswordHasher hashing) {
            hasher = hashing;
            return this;
        }

        /** How many passwords are hashed at a time; each takes 19 MiB. Default: {@link HashingGate#standardPermits()}. */
        public Builder hashingPermits(int permits) {
            hashingPermits = permits;
            return this;
        }

        /** Keys the hashes of links' secrets, and signs what browsers are known by. Default: no key. */
        public Builder secretMac(SecretMac mac) {
            secretMac = mac;
            return this;
        }

        /** How long review sessions live. Default: {@link SessionLimits#STANDARD}. */
        public Builder sessionLimits(SessionLimits limits) {
            sessionLimits = limits;
            return this;
        }

        /** How many unknown links or wrong secrets a source may name in a minute, at least 1. */
        public Builder unknownLinksPerMinute(int most) {
            if (most < 1) throw new IllegalArgumentException("At least one a minute, not " + most);
            unknownLinksPerMinute = most;
            return this;
        }

        /** Who signs the state of the record, and who keeps it outside. Default: {@link CheckpointTerms#NONE}. */
        public Builder checkpoints(CheckpointTerms about) {
            checkpoints = about;
            return this;
        }

        /** Starts no thread, opens no connection, creates no table. */
        public Approvals build() {
            return new Approvals(this);
        }

        private String nodeName() {
            return node == null ? NodeName.random() : node;
        }

        private @Nullable Telling telling() {
            return notifier == null ? null : new Telling(noticeTerms.window());
        }

        private Classifying.Terms classifying() {
            if (classifier == null && shadowClassifier != null)
                throw new IllegalStateException(
                        "A shadow classifier is compared with one that counts: set classifier(…), too");
            return new Classifying.Terms(classifier, shadowClassifier, classifierLimit);
        }

        private LinkTerms linkTerms() {
            return new LinkTerms(
                    baseUrl,
                    linkValidity,
                    passwords,
                    breaches,
                    hasher == null ? Argon2Hashing.nativeCode() : hasher,
                    new HashingGate(hashingPermits, HashingGate.LONGEST_WAIT),
                    secretMac,
                    Throttle.STANDARD,
                    sessionLimits);
        }
    }
}
