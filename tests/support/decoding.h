// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/dialect.h"

#include <QStringList>

#include <functional>

namespace concert {

/// The built-in profile of that name.
ProviderProfile profileNamed(const QString &name);

/// One line of readable text, to compare and to print.
QString toText(const ChatEvent &event);
QString finishedText(FinishReason reason);
QString failedText(ChatError::Kind kind, bool retryable);

/// What \a profile's dialect makes of an answer that arrives in pieces of \a nextSize bytes. The
/// texts (and thoughts) between other events are joined, so that only content counts.
QStringList decode(const QByteArray &bytes, const std::function<int()> &nextSize,
                   const ProviderProfile &profile);

/// As that, whole.
QStringList decode(const QByteArray &bytes, const ProviderProfile &profile);

/// Empty, or which chunking of \a bytes gives other events than \a expected.
QString chunkingProblem(const QByteArray &bytes, const QStringList &expected,
                        const ProviderProfile &profile);

} // namespace concert
