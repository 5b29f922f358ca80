package io.countersign.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.countersign.Approvals;
import io.countersign.Call;
import io.countersign.CheckpointTerms;
import io.countersign.CommentForm;
import io.countersign.audit.Ed25519Signer;
import io.countersign.content.Channel;
import io.countersign.content.Target;
import io.countersign.identity.Actor;
import io.countersign.identity.Permission;
import io.countersign.identity.WorkspaceId;
import io.countersign.memory.InMemoryApprovalStore;
import io.countersign.post.Post;
import io.countersign.post.PostForm;
import io.countersign.proof.Verify;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verifier as it is handed to auditors: one jar, and nothing else on the class path. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class VerifierJarTest {
    private static final int MEGABYTE = 1_000_000;
    private static final Ed25519Signer SIGNER = Ed25519Signer.of("acme", Ed25519Signer.generate());
    private static final Ed25519Signer FORGER = Ed25519Signer.of("acme", Ed25519Signer.generate());

    private record Ended(int code, String printed) {}

    @TempDir
    Path folder;

    private Path jar = Path.of("unknown");

    /** It lies beside the jar of the core, and there is none where the core was only compiled. */
    @BeforeEach
    void find_the_jar() throws URISyntaxException {
        Path core = Path.of(
                Verify.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        assumeTrue(Files.isRegularFile(core), "the core is not packaged in this build");
        jar = core.resolveSibling(core.getFileName().toString().replaceFirst("\\.jar$", "-verifier.jar"));
        assumeTrue(Files.exists(jar) || core.getParent().endsWith("target"), "the core comes without its verifier");
    }

    @Test
    void S_98_the_jar_alone_finds_nothing_in_a_whole_pack_and_what_was_done_to_others() throws Exception {
        byte[] pack = pack(SIGNER);
        String key = SIGNER.key().text();
        assertThat(verify(pack, "--key", key))
                .satisfies(ended -> assertThat(ended.printed()).contains("WHOLE: nothing was found"))
                .satisfies(ended -> assertThat(ended.code()).isZero());
        assertThat(verify(pack).printed()).contains("THE KEY WAS NOT COMPARED", key);
        assertThat(verify(pack(FORGER), "--key", key))
                .satisfies(ended -> assertThat(ended.printed()).contains("BAD_SIGNATURE", "NOT WHOLE"))
                .satisfies(ended -> assertThat(ended.code()).isEqualTo(Verify.FOUND));
        byte[] altered = pack.clone();
        altered[pack.length / 2] ^= 1;
        assertThat(verify(altered, "--key", key).code()).isNotZero();
        assertThat(verify(new byte[] {1, 2, 3}))
                .satisfies(ended -> assertThat(ended.printed())
                        .contains("could not be checked: it is neither an evidence pack nor an export")
                        .doesNotContain("\tat "))
                .satisfies(ended -> assertThat(ended.code()).isEqualTo(Verify.UNUSABLE));
    }

    @Test
    void it_is_small_and_has_what_it_needs_and_no_more() throws IOException {
        assertThat(Files.size(jar)).isLessThan(MEGABYTE);
        try (JarFile file = new JarFile(jar.toFile())) {
            assertThat(file.stream().map(ZipEntry::getName).filter(name -> name.endsWith(".class")))
                    .isNotEmpty()
                    .allMatch(name -> name.matches("io/countersign/proof/[^/]+|io/countersign/canonical/"
                            + "(CanonicalReader(\\$Part)?|CanonicalWriter|Digest|Erasable|Plain)\\.class"));
        }
    }

    private static byte[] pack(Ed25519Signer signer) throws IOException {
        Approvals approvals = Approvals.on(new InMemoryApprovalStore(InstantSource.system()))
                .checkpoints(CheckpointTerms.signedBy(signer))
                .build();
        Call maya = Call.of(
                new WorkspaceId("acme"),
                Actor.user("maya", Set.of(Permission.POST_WRITE, Permission.AUDIT_READ), Set.of()));
        Post post = approvals
                .posts()
                .create(maya, PostForm.of(new Target(new Channel("LINKEDIN"), "acme"), "We are hiring!"));
        approvals.comments().add(maya, post.id(), CommentForm.of("Nice"));
        ByteArrayOutputStream pack = new ByteArrayOutputStream();
        approvals
                .records()
                .evidence(maya, post.id(), Map.of("record.txt", "Hello".getBytes(StandardCharsets.UTF_8)), pack);
        return pack.toByteArray();
    }

    private Ended verify(byte[] pack, String... options) throws IOException, InterruptedException {
        Path file = folder.resolve("pack.zip");
        Files.write(file, pack);
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", jar.toString()));
        command.addAll(List.of(options));
        command.add(file.toString());
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), printed);
    }
}
