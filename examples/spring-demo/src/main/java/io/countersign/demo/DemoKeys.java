package io.countersign.demo;

import io.countersign.audit.CheckpointSigner;
import io.countersign.audit.Ed25519Signer;
import io.countersign.link.SecretMac;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The keys of the links' secrets and of the record's checkpoints, made at the first start. A real host sets
 * approval.links.keys and approval.record.keys from where it keeps its other keys.
 */
@Configuration(proxyBeanMethods = false)
class DemoKeys {
    private static final int BYTES = 32;

    private final Path folder;

    DemoKeys(@Value("${countersign.demo.folder}") Path folder) {
        this.folder = folder;
    }

    @Bean
    SecretMac demoSecretMac() throws IOException {
        return SecretMac.withKey("demo", key("link.key"));
    }

    @Bean
    CheckpointSigner demoCheckpointSigner() throws IOException {
        return Ed25519Signer.of("countersign-demo", key("record.key"));
    }

    private byte[] key(String name) throws IOException {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) make(file);
        return Files.readAllBytes(file);
    }

    /** Whole or not at all; a temporary file is its owner's alone, and stays so under its new name. */
    private static void make(Path file) throws IOException {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
        Path whole = Files.createTempFile(folder, "made", ".key");
        Files.write(whole, key);
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
