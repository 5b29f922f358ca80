package io.countersign.timestamp;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A pair of keys, and the certificate of the public one. */
record Certified(KeyPair keys, X509Certificate certificate) {
    private static final Duration DAY = Duration.ofDays(1);

    static Certified root(String name) {
        KeyPair keys = fresh();
        return new Certified(keys, certificate(name, 1, keys, name, keys, Instant.now(), true, new KeyPurposeId[0]));
    }

    /** Under this one, and may certify others. */
    Certified authority(String name) {
        KeyPair keys = fresh();
        return new Certified(keys, certificate(name(), 2, this.keys, name, keys, Instant.now(), true));
    }

    /** Under this one, for these purposes, as of about now. */
    Certified leaf(KeyPurposeId... purposes) {
        return leaf(fresh(), Instant.now(), purposes);
    }

    /** The same, valid for a day before that time and after it. */
    Certified leaf(KeyPair keys, Instant about, KeyPurposeId... purposes) {
        return new Certified(
                keys, certificate(name(), 3, this.keys, "CN=Stamps of " + name(), keys, about, false, purposes));
    }

    private String name() {
        return certificate.getSubjectX500Principal().getName();
    }

    static KeyPair fresh() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (Exception impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static X509Certificate certificate(
            String issuer,
            int serial,
            KeyPair issuing,
            String subject,
            KeyPair keys,
            Instant about,
            boolean certifies,
            KeyPurposeId... purposes) {
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    new X500Name(issuer),
                    BigInteger.valueOf(serial),
                    Date.from(about.minus(DAY)),
                    Date.from(about.plus(DAY)),
                    new X500Name(subject),
                    keys.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(certifies));
            builder.addExtension(
                    Extension.keyUsage,
                    true,
                    new KeyUsage(certifies ? KeyUsage.keyCertSign | KeyUsage.cRLSign : KeyUsage.digitalSignature));
            if (purposes.length > 0)
                builder.addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(purposes));
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuing.getPrivate())));
        } catch (Exception impossible) {
            throw new AssertionError(impossible);
        }
    }
}
