// SPDX-License-Identifier: GPL-3.0-or-later
// libFuzzer's way in; see `./dev fuzz`.
#include "tests/fuzz/model_answer.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray input(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    if (const QString problem = concert::modelAnswerProblem(input); !problem.isEmpty())
        qFatal("%s", qPrintable(problem));
    return 0;
}
