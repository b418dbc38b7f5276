// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/provider_page.h"

#include "ui/provider_requests.h"
#include "ui/settings/provider_form.h"
#include "ui/settings/provider_model.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

/// Scrolls up and down only: it is always as wide as its form must be.
class FormArea final : public QScrollArea {
public:
    FormArea(QWidget *form, QWidget *parent) : QScrollArea(parent)
    {
        setWidget(form);
        setWidgetResizable(true);
        setFrameShape(QFrame::NoFrame);
        setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        viewport()->setAutoFillBackground(false);
        form->setAutoFillBackground(false);
    }

    QSize minimumSizeHint() const override
    {
        return {widget()->minimumSizeHint().width() + verticalScrollBar()->sizeHint().width(),
                QScrollArea::minimumSizeHint().height()};
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (watched == widget() && event->type() == QEvent::LayoutRequest)
            updateGeometry(); // a row came that is wider than the others
        return QScrollArea::eventFilter(watched, event);
    }
};

} // namespace

ProviderPage::ProviderPage(QWidget *parent) : QWidget(parent), model_(new ProviderModel(this))
{
    auto *layout = new QHBoxLayout(this);
    layout->addWidget(createList());
    layout->addWidget(createDetails(), 1);
    connect(list_->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &ProviderPage::showCurrent);
    connect(form_, &ProviderForm::edited, this, &ProviderPage::takeEdit);
    connect(form_, &ProviderForm::modelsFetched, this, &ProviderPage::takeModels);
    connect(model_, &QAbstractItemModel::rowsInserted, this, &ProviderPage::changed);
    connect(model_, &QAbstractItemModel::rowsRemoved, this, &ProviderPage::changed);
    connect(model_, &QAbstractItemModel::dataChanged, this, &ProviderPage::changed);
}

QWidget *ProviderPage::createList()
{
    auto *side = new QWidget(this);
    list_ = new QListView(side);
    list_->setObjectName(u"providers"_s);
    list_->setModel(model_);
    list_->setAccessibleName(tr("Providers"));
    auto *add = new QPushButton(tr("Add"), side);
    add->setObjectName(u"addProvider"_s);
    addMenu_ = new QMenu(add);
    add->setMenu(addMenu_);
    remove_ = new QPushButton(tr("&Remove"), side);
    remove_->setObjectName(u"removeProvider"_s);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(add);
    buttons->addWidget(remove_);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins({});
    layout->addWidget(list_, 1);
    layout->addLayout(buttons);
    side->setFixedWidth(
        std::max(fontMetrics().averageCharWidth() * 26, buttons->minimumSize().width()));
    connect(addMenu_, &QMenu::aboutToShow, this, &ProviderPage::fillAddMenu);
    connect(remove_, &QPushButton::clicked, this, &ProviderPage::remove);
    return side;
}

QWidget *ProviderPage::createDetails()
{
    details_ = new QStackedWidget(this);
    auto *builtIn = new QLabel(tr("The built-in model runs inside Concert: it needs no network and "
                                  "no key, and costs nothing. How fast it answers is a setting of "
                                  "the match."),
                               details_);
    builtIn->setWordWrap(true);
    builtIn->setTextFormat(Qt::PlainText);
    builtIn->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    form_ = new ProviderForm(details_);
    details_->addWidget(builtIn);
    details_->addWidget(new FormArea(form_, details_)); // the list stays in sight
    return details_;
}

void ProviderPage::fillAddMenu()
{
    addMenu_->clear();
    for (const ProviderProfile &profile : builtInProviders()) {
        if (profile.isBuiltIn())
            continue;
        addMenu_->addAction(profile.displayName, this, [this, profile] { add(profile); });
    }
    addMenu_->addSeparator();
    addMenu_->addAction(tr("Another server, by its address"), this, [this] {
        ProviderProfile profile;
        profile.name = u"custom"_s;
        profile.displayName = tr("My server");
        profile.baseUrl = QUrl(u"http://127.0.0.1:8080/v1"_s);
        profile.maxTokensField = u"max_tokens"_s;
        add(profile);
        form_->focusAddress();
    });
}

void ProviderPage::setRequests(ProviderRequests *requests)
{
    form_->setRequests(requests);
    if (requests)
        connect(requests, &ProviderRequests::keySaved, this, &ProviderPage::takeSavedKey);
}

/// The keychain answers when it likes: perhaps another provider is shown meanwhile.
void ProviderPage::takeSavedKey(const ProviderProfile &profile, bool saved)
{
    for (int row = 0; row < model_->rowCount(); ++row) {
        ProviderProfile known = model_->profiles()[row];
        if (known.name != profile.name || known.baseUrl.authority() != profile.baseUrl.authority())
            continue;
        known.savedKey = saved;
        model_->setProfile(row, known);
        if (row == currentRow())
            form_->setSavedKey(saved);
    }
}

void ProviderPage::load(const QList<ProviderProfile> &providers, const QStringList &models)
{
    models_.clear();
    for (const QString &model : models)
        models_[model.section(u':', 0, 0)] << model.section(u':', 1);
    model_->setProfiles(providers);
    list_->setCurrentIndex(model_->index(0));
}

QList<ProviderProfile> ProviderPage::providers() const
{
    return model_->profiles();
}

QStringList ProviderPage::models() const
{
    QStringList all;
    for (const ProviderProfile &profile : model_->profiles()) {
        for (const QString &model : models_.value(profile.name))
            all << profile.name + u':' + model;
    }
    return all;
}

void ProviderPage::commitKey()
{
    form_->commitKey();
}

bool ProviderPage::isValid() const
{
    return model_->isValid();
}

int ProviderPage::currentRow() const
{
    return list_->currentIndex().row();
}

void ProviderPage::add(const ProviderProfile &profile)
{
    list_->setCurrentIndex(model_->index(model_->add(profile)));
    form_->setFocus();
}

void ProviderPage::remove()
{
    if (const int row = currentRow(); row >= 0)
        model_->remove(row);
}

void ProviderPage::showCurrent()
{
    const int row = currentRow();
    const bool editable = row >= 0 && !model_->profiles()[row].isBuiltIn();
    remove_->setEnabled(editable);
    details_->setCurrentIndex(editable ? 1 : 0);
    if (editable) {
        const ProviderProfile profile = model_->profiles()[row];
        form_->load(profile, models_.value(profile.name));
        form_->setNameTaken(model_->isNameTaken(profile.name, row));
    }
}

void ProviderPage::takeEdit()
{
    const int row = currentRow();
    if (row < 0 || model_->profiles()[row].isBuiltIn())
        return;
    const ProviderProfile profile = form_->profile();
    model_->setProfile(row, profile);
    form_->setNameTaken(model_->isNameTaken(profile.name, row));
}

void ProviderPage::takeModels(const QStringList &models)
{
    models_[form_->profile().name] = models;
    Q_EMIT modelsChanged();
}

} // namespace concert
