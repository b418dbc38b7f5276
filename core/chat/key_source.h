// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace concert {

/// Where a provider's key is from; what to do about one that is refused follows from it.
enum class KeySource {
    None,        ///< no key is sent
    Environment, ///< the provider's variable
    Keychain,    ///< the system's
    Session,     ///< typed in, until Concert ends
    CommandLine  ///< behind '#'
};

/// A key, in memory only.
struct ProviderKey {
    QByteArray bytes;
    KeySource source = KeySource::None;

    bool operator==(const ProviderKey &) const = default;
};

} // namespace concert
