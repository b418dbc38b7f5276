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
    case StageKind::NegotiationDiary:
        return StageTexts::tr("Talks noted");
    case StageKind::Plan:
        return StageTexts::tr("Plans");
    case StageKind::Orders:
        return StageTexts::tr("Orders");
    case StageKind::Consolidation:
        return StageTexts::tr("Diary shortened");
    case StageKind::Adjudication:
        return StageTexts::tr("Adjudication");
    case StageKind::ResultDiary:
        return StageTexts::tr("Results noted");
    case StageKind::StateUpdate:
        return StageTexts::tr("Looking back");
    case StageKind::Commentary:
        return StageTexts::tr("Commentary");
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
    case StageKind::NegotiationDiary:
        return QColor(0xd6, 0x4f, 0x8c);
    case StageKind::Plan:
        return QColor(0x5f, 0xa8, 0x3d);
    case StageKind::Orders:
        return QColor(0xe9, 0x88, 0x3c);
    case StageKind::Consolidation:
        return QColor(0x8a, 0x93, 0xa6);
    case StageKind::Adjudication:
        return QColor(0x3e, 0x48, 0xfa);
    case StageKind::ResultDiary:
        return QColor(0xc9, 0xb2, 0x2b);
    case StageKind::StateUpdate:
        return QColor(0x8f, 0x63, 0x3a);
    case StageKind::Commentary:
        return QColor(0x6b, 0x4f, 0x9e);
    }
    return {};
}

} // namespace concert
