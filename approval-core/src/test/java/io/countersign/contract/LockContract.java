package io.countersign.contract;

interface LockContract extends StoreUnderTest {}
