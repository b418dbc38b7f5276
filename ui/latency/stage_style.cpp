// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/latency/stage_style.h"

#include <QCoreApplication>

namespace concert {

namespace {

struct StageTexts {
    Q_DECLARE_TR_FUNCTIONS(concert::Stage)
};

} // namespace

QString stageDisplayName(StageKind stage)
{
    switch (stage) {
    case StageKind::InitialState:
        return StageTexts::tr("First goals");
    case StageKind::Messages:
        return StageTexts::tr("Messages");
    case StageKind::Orders:
        return StageTexts::tr("Orders");
    case StageKind::Adjudication:
        return StageTexts::tr("Adjudication");
    case StageKind::StateUpdate:
        return StageTexts::tr("Looking back");
    }
    return {};
}

QColor stageColor(StageKind stage)
{
    switch (stage) {
    case StageKind::InitialState:
        return QColor(0xa7, 0x7b, 0xfa);
    case StageKind::Messages:
        return QColor(0x1b, 0x9e, 0x9e);
    case StageKind::Orders:
        return QColor(0xe9, 0x88, 0x3c);
    case StageKind::Adjudication:
        return QColor(0x3e, 0x48, 0xfa);
    case StageKind::StateUpdate:
        return QColor(0x8f, 0x63, 0x3a);
    }
    return {};
}

} // namespace concert
