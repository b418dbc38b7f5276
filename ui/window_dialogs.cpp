// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window_dialogs.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QStandardItemModel>
#include <QTreeView>
#include <QVBoxLayout>

namespace concert {

using namespace Qt::StringLiterals;

namespace {

QString plainActionText(QString text)
{
    return text.remove(u'&').remove(u'…');
}

QStandardItem *fixedItem(const QString &text)
{
    auto *item = new QStandardItem(text);
    item->setEditable(false);
    return item;
}

/// In the order of the menus, so that an action is where one would look for it.
void listShortcuts(const QMenu *menu, QStandardItem *heading)
{
    for (const QAction *action : menu->actions()) {
        if (action->menu())
            listShortcuts(action->menu(), heading);
        else if (!action->shortcut().isEmpty())
            heading->appendRow({fixedItem(plainActionText(action->text())),
                                fixedItem(action->shortcut().toString(QKeySequence::NativeText))});
    }
}

QDialogButtonBox *closeButtons(QDialog *dialog)
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::close);
    return buttons;
}

} // namespace

ShortcutsDialog::ShortcutsDialog(QMainWindow *window) : QDialog(window)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Keyboard shortcuts"));
    auto *model = new QStandardItemModel(0, 2, this);
    model->setHorizontalHeaderLabels({tr("Action"), tr("Keys")});
    for (const QAction *action : window->menuBar()->actions()) {
        if (!action->menu())
            continue;
        QStandardItem *heading = fixedItem(plainActionText(action->text()));
        QFont bold = font();
        bold.setBold(true);
        heading->setFont(bold);
        listShortcuts(action->menu(), heading);
        model->appendRow({heading, fixedItem({})});
    }
    auto *view = new QTreeView(this);
    view->setModel(model);
    view->setRootIsDecorated(false);
    view->expandAll();
    view->setAlternatingRowColors(true);
    view->setAccessibleName(windowTitle());
    view->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    view->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    view->header()->setStretchLastSection(false);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(view);
    auto *panels = new QLabel(tr("The keys of a panel lead to it; pressed again there, they hide "
                                 "it."),
                              this);
    panels->setWordWrap(true);
    layout->addWidget(panels);
    auto *pictures = new QLabel(tr("On the map Shift and an arrow key choose the next province, "
                                   "Escape none; in a chart Enter tells what its mark stands on."),
                                this);
    pictures->setWordWrap(true);
    layout->addWidget(pictures);
    layout->addWidget(closeButtons(this));
    resize(fontMetrics().height() * 27, fontMetrics().height() * 34);
}

AboutDialog::AboutDialog(QWidget *parent) : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("About Concert"));
    auto *title = new QLabel(u"Concert " CONCERT_VERSION ""_s, this);
    QFont large = title->font();
    large.setPointSizeF(large.pointSizeF() * 1.6);
    title->setFont(large);
    auto *text = new QLabel(
        tr("Language models play the board game Diplomacy against each other, in concert instead "
           "of waiting in line for one another, and you watch.\n\n"
           "Free software under the GNU General Public License, version 3 or later. Built with "
           "Qt %1. The map's coasts are Natural Earth's (public domain).")
            .arg(QString::fromLatin1(qVersion())),
        this);
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(title);
    layout->addWidget(text);
    layout->addWidget(closeButtons(this));
    setMinimumWidth(fontMetrics().height() * 26);
}

} // namespace concert
